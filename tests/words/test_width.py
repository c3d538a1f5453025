"""How many columns text takes up."""

import sys

from rich.cells import cell_len

from clfcards.words.width import columns, graphemes


def test_the_short_cut_for_common_characters_counts_as_the_library_does() -> None:
    """The short cut must not accept a character that the library counts as wider, or as nothing, as a soft hyphen."""
    printable = [chr(code) for code in range(sys.maxunicode + 1) if chr(code).isprintable()]
    assert [character for character in printable if columns(character) != cell_len(character)] == []


def test_accents_dashes_and_arrows_take_one_column() -> None:
    assert columns("é – “S3” → …") == 12
    assert graphemes("é–") == [("é", 1), ("–", 1)]


def test_a_combining_mark_or_an_emoji_style_after_a_common_character_joins_it() -> None:
    assert columns("e\u0301") == 1
    assert graphemes("e\u0301") == [("e\u0301", 1)]
    assert graphemes("↔\ufe0f") == [("↔\ufe0f", columns("↔\ufe0f"))]

"""Folding text to a width in columns."""

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clfcards.rules import RULES
from clfcards.words.lines import folded, wrapped
from clfcards.words.rule import explanation
from clfcards.words.width import columns

NARROW = st.text(st.sampled_from("ab-é—.(, \t\n"), max_size=80)
WIDE = st.text(st.sampled_from("茶の葉。、「」（）한👍ab- e\u0301\u3000"), max_size=80)
FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467"  # three people joined into one emoji


@given(NARROW, st.integers(4, 30), st.sampled_from(["", "· ", "   "]), st.sampled_from(["", "  "]))
def test_narrow_text_is_folded_as_the_standard_library_does(text: str, width: int, first: str, rest: str) -> None:
    """The exception is the space that textwrap leaves at the end of a line before a word that it must break."""
    text = text.lstrip()
    expected = textwrap.wrap(text, width, initial_indent=first, subsequent_indent=rest, break_on_hyphens=False)
    assert folded(text, width, first, rest) == [line.rstrip(" ") for line in expected]


@given(WIDE, st.integers(4, 30), st.sampled_from(["", "· "]), st.sampled_from(["", "  "]))
def test_wide_text_fits_the_width_and_nothing_is_lost(text: str, width: int, first: str, rest: str) -> None:
    lines = folded(text, width, first, rest)
    assert all(columns(line) <= width for line in lines)
    bodies = [line.removeprefix(rest if number else first) for number, line in enumerate(lines)]
    assert "".join("".join(bodies).split()) == "".join(text.split())


def test_wide_characters_take_two_columns() -> None:
    assert folded("緑茶と紅茶は同じ葉から作る", 10) == ["緑茶と紅茶", "は同じ葉か", "ら作る"]


def test_no_line_begins_with_a_closing_mark_or_ends_with_an_opening_one() -> None:
    assert folded("緑茶と紅茶。また「葉」", 10) == ["緑茶と紅", "茶。また", "「葉」"]
    assert folded("茶。。。。。。。", 4) == ["茶。", "。。", "。。", "。。"]  # here it cannot be avoided


def test_a_combining_mark_stays_with_its_letter() -> None:
    assert folded("e\u0301" * 5, 2) == ["e\u0301" * 2, "e\u0301" * 2, "e\u0301"]


def test_an_emoji_joined_from_several_is_one_character_of_two_columns() -> None:
    assert columns(FAMILY) == 2
    assert folded(FAMILY * 5, 4) == [FAMILY * 2, FAMILY * 2, FAMILY]


@pytest.mark.parametrize(
    ("text", "expected"),
    [("tea", 3), ("茶", 2), ("e\u0301", 1), ("a\u200bb", 2), ("❤\ufe0f", 2), ("\t", 8), ("茶\tb", 9), ("–…·█", 4)],
)
def test_columns_of_a_line(text: str, expected: int) -> None:
    assert columns(text) == expected


def test_a_tab_extends_to_the_next_stop_even_after_wide_characters() -> None:
    """Tabs were expanded by characters, so that the text after them was too far to the right."""
    assert folded("緑茶\tx", 20) == ["緑茶    x"]


def test_a_command_can_be_copied() -> None:
    """`--new` used to be split after its two hyphens."""
    assert folded("more: clfcards review --new 10", 24) == ["more: clfcards review", "--new 10"]
    assert [line.text for line in wrapped("more: clfcards review --new 10", 24)] == [
        "more: clfcards review",
        "--new 10",
    ]


@pytest.mark.parametrize("width", [-3, 0, 1, 2])
def test_folding_ends_for_any_width(width: int) -> None:
    assert folded("a茶", width, "   ", "   ") == ["   a", "   茶"]


def test_the_lines_after_the_first_are_indented_by_its_columns() -> None:
    lines = wrapped("one two three four five six", 20, first="茶 ")
    assert [line.text for line in lines] == ["茶 one two three", "   four five six"]


def test_an_explanation_splits_no_word() -> None:
    for rule in RULES:
        assert set(rule.reason.split()) <= set(explanation(rule).split())


def test_no_line_begins_with_a_small_kana_or_a_long_mark() -> None:
    for text in ("ああああああああああファイル", "ああああああああああデータベース", "ああああああああああヵ月"):
        assert all(line[0] not in "ァーヵ" for line in folded(text, 22))

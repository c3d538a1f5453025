"""Foreign text is shown and not obeyed."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clfcards.visible import has_balanced_isolates, on_one_line, visible, without_commands

ESCAPES = ["\x1b[31m", "\x1b]0;title\x07", "\x9b2J", "\x9d0;title\x9c", "\b", "\r", "\x00", "\x7f", "\x85", "\u2028"]


@pytest.mark.parametrize("text", ESCAPES)
def test_what_a_terminal_obeys_becomes_an_escape(text: str) -> None:
    for shown in (visible(text), on_one_line(text)):
        assert shown.isprintable()
        assert f"\\x{ord(text[0]):02x}" in shown or "\\u2028" in shown or shown == "\\r"


def test_only_a_name_loses_its_line_ends_and_tabs() -> None:
    assert visible("one\r\ntwo\tthree\n") == "one\r\ntwo\tthree\n"
    assert on_one_line("one\r\ntwo\tthree\n") == "one\\r\\ntwo\\tthree\\n"


def test_text_keeps_its_characters() -> None:
    for text in ("Straße № 5", "緑茶", "می‌خواهم", "👩‍💻 🏴󠁧󠁢󠁥󠁮󠁧󠁿", "e\u0301", "\u2067שלום\u2069", "C:\\temp"):
        assert visible(text) == text
    assert on_one_line("می‌خواهم 👩‍💻") == "می‌خواهم 👩‍💻"


def test_invisible_characters_in_a_name_are_shown() -> None:
    assert on_one_line("an\u200bswer\ufeff\u00ad\u2067") == "an\\u200bswer\\ufeff\\xad\\u2067"


def test_isolates_are_kept_only_in_pairs_on_their_line() -> None:
    assert visible("\u2067a\n\u2067b\u2069") == "\\u2067a\n\u2067b\u2069"
    assert visible("\u2069a\u2067") == "\\u2069a\\u2067"
    assert visible("\u2067\u202eb\u202c\u2069") == "\u2067\\u202eb\\u202c\u2069"
    assert not has_balanced_isolates("\u2069\u2067")


@given(st.text())
def test_nothing_that_moves_the_cursor_or_turns_text_is_left(text: str) -> None:
    shown = visible(text)
    assert not [c for c in shown.replace("\r\n", "\n") if unicodedata.category(c) == "Cc" and c not in "\n\t"]
    assert not re.search("[\u202a-\u202e\u2028\u2029]", shown)
    assert all(map(has_balanced_isolates, shown.split("\n")))
    assert visible(shown) == shown
    assert "\n" not in on_one_line(text)


@pytest.mark.parametrize(
    "line",
    [
        "::stop-commands::token", "  ::error::x", "\u3000::add-mask::x", "::set-output name=a::b", "\t::debug::x",
        "text ##[add-mask]x", "##[error]x", "a##vso[task.setvariable variable=x]y", "##teamcity[blockOpened name='x']",
    ],
)  # fmt: skip
def test_no_line_is_a_command_of_a_ci_system(line: str) -> None:
    """GitHub's runner trims a line and looks for "::" at its beginning, and for "##[" anywhere in it."""
    for part in without_commands(f"first\n{line}\nlast").split("\n"):
        assert not part.strip().startswith("::")
        assert not re.search(r"##(vso|teamcity)?\[", part)


def test_other_colons_and_hashes_stay() -> None:
    text = "# a\n## b\nstd::sort, a::b\n1 ::2\n### [link](x)"
    assert without_commands(text) == text

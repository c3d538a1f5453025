"""Text folded to a width in columns."""

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
FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467"  # three people joined into one picture


@given(NARROW, st.integers(4, 30), st.sampled_from(["", "· ", "   "]), st.sampled_from(["", "  "]))
def test_narrow_text_is_folded_as_the_standard_library_does(text: str, width: int, first: str, rest: str) -> None:
    """But for the space that textwrap leaves at a line's end before a word that it must break."""
    text = text.lstrip()
    expected = textwrap.wrap(text, width, initial_indent=first, subsequent_indent=rest, break_on_hyphens=False)
    assert folded(text, width, first, rest) == [line.rstrip(" ") for line in expected]


@given(WIDE, st.integers(4, 30), st.sampled_from(["", "· "]), st.sampled_from(["", "  "]))
def test_wide_text_stays_inside_the_width_and_nothing_is_lost(text: str, width: int, first: str, rest: str) -> None:
    lines = folded(text, width, first, rest)
    assert all(columns(line) <= width for line in lines)
    bodies = [line.removeprefix(rest if number else first) for number, line in enumerate(lines)]
    assert "".join("".join(bodies).split()) == "".join(text.split())


def test_wide_characters_take_two_columns() -> None:
    assert folded("緑茶と紅茶は同じ葉から作る", 10) == ["緑茶と紅茶", "は同じ葉か", "ら作る"]


def test_no_line_begins_with_what_closes_or_ends_with_what_opens() -> None:
    assert folded("緑茶と紅茶。また「葉」", 10) == ["緑茶と紅", "茶。また", "「葉」"]
    assert folded("茶。。。。。。。", 4) == ["茶。", "。。", "。。", "。。"]  # where it cannot be helped


def test_a_combining_mark_stays_with_its_letter() -> None:
    assert folded("e\u0301" * 5, 2) == ["e\u0301" * 2, "e\u0301" * 2, "e\u0301"]


def test_a_picture_made_of_several_is_one_character_of_two_columns() -> None:
    assert columns(FAMILY) == 2
    assert folded(FAMILY * 5, 4) == [FAMILY * 2, FAMILY * 2, FAMILY]


@pytest.mark.parametrize(
    ("text", "expected"),
    [("tea", 3), ("茶", 2), ("e\u0301", 1), ("a\u200bb", 2), ("❤\ufe0f", 2), ("\t", 8), ("茶\tb", 9), ("–…·█", 4)],
)
def test_columns_of_a_line(text: str, expected: int) -> None:
    assert columns(text) == expected


def test_a_tab_goes_on_to_the_next_stop_also_after_wide_characters() -> None:
    """It was filled up by characters, so that what followed stood further to the right."""
    assert folded("緑茶\tx", 20) == ["緑茶    x"]


def test_a_command_can_be_copied() -> None:
    """`--new` was split after its two hyphens."""
    assert folded("more: clfcards review --new 10", 24) == ["more: clfcards review", "--new 10"]
    assert [line.text for line in wrapped("more: clfcards review --new 10", 24)] == [
        "more: clfcards review",
        "--new 10",
    ]


@pytest.mark.parametrize("width", [-3, 0, 1, 2])
def test_no_width_is_too_small_to_end(width: int) -> None:
    assert folded("a茶", width, "   ", "   ") == ["   a", "   茶"]


def test_the_lines_after_the_first_are_indented_by_its_columns() -> None:
    lines = wrapped("one two three four five six", 20, first="茶 ")
    assert [line.text for line in lines] == ["茶 one two three", "   four five six"]


def test_an_explanation_splits_no_word() -> None:
    for rule in RULES:
        assert set(rule.reason.split()) <= set(explanation(rule).split())

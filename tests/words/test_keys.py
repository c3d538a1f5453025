"""The table of keys: no key means two things at once, and none that answers can do harm."""

from collections import Counter

import pytest

from clfcards.words.keys import (
    DIGITS,
    KEYS,
    LETTERS,
    SURE,
    Where,
    action_of,
    footer,
    help_lines,
    meaning,
    moved,
    option_index,
    plain_action,
    sureness,
)
from clfcards.words.width import columns

PLACES: tuple[Where, ...] = ("review", "exam")


@pytest.mark.parametrize("where", PLACES)
def test_a_key_has_one_meaning_in_each_place(where: Where) -> None:
    keys = [key for each in KEYS if meaning(each, where) and each.action != "rate" for key in each.keys]
    assert [key for key, times in Counter(keys).items() if times > 1] == []


@pytest.mark.parametrize("where", PLACES)
def test_keys_that_answer_do_nothing_else(where: Where) -> None:
    for character in LETTERS + DIGITS + SURE:
        assert action_of(character, character, where) is None


def test_every_key_that_changes_a_card_beyond_an_answer_is_a_capital_letter() -> None:
    harmful = [each.keys for each in KEYS if each.action in ("suspend", "bury", "flag", "edit")]
    assert len(harmful) == 4
    assert all(key.isupper() and len(key) == 1 for keys in harmful for key in keys)


def test_a_key_is_found_by_its_name_or_its_character() -> None:
    assert action_of("right", "", "exam") == "next"
    assert action_of("n", "n", "exam") == "next"
    assert action_of("n", "n", "review") is None
    assert action_of("upper_s", "S", "review") == "suspend"
    assert action_of("question_mark", "?", "review") == "help"


def test_letters_and_digits_choose_the_same_options() -> None:
    assert [option_index(each, 6) for each in "abcdef"] == [option_index(each, 6) for each in "123456"]
    assert option_index("e", 4) is option_index("5", 4) is option_index("7", 9) is option_index("A", 4) is None
    assert option_index("g", 7) == 6
    assert option_index("", 4) is option_index("up", 4) is option_index("²", 4) is None


def test_confidence_has_keys_that_choose_no_option() -> None:
    assert [sureness(each) for each in "789"] == [0, 1, 2]
    assert [sureness(each) for each in ("1", "6", "", "78")] == [None] * 4
    assert not any(option_index(each, 26) is not None for each in "789")


def test_a_former_key_names_the_new_one() -> None:
    assert moved("s", "review") == "suspend is S now: press shift and s"
    assert moved("f", "exam") == "flag is F now: press shift and f"
    assert moved("z", "review") == moved("s", "exam") == ""


def test_plain_mode_has_the_same_letters() -> None:
    assert plain_action("S", "review") == plain_action("suspend", "review") == "suspend"
    assert plain_action("Suspend", "review") == "suspend"
    assert plain_action("s", "review") is None
    assert plain_action("s", "exam") == plain_action("submit", "exam") == "submit"
    assert plain_action("u", "review") == "undo"


def test_a_footer_takes_the_first_line_that_fits() -> None:
    groups = (("undo", "suspend", "help"), ("undo", "help"), ())
    begin = ("1–4 rate  space the marked one", "1–4 rate")
    assert footer(80, begin, *groups) == "1–4 rate  space the marked one  u undo  S suspend  ? help"
    assert footer(50, begin, *groups) == "1–4 rate  u undo  S suspend  ? help"
    assert footer(28, begin, *groups) == "1–4 rate  u undo  ? help"
    assert footer(5, begin, *groups) == "1–4 rate"


@pytest.mark.parametrize("where", PLACES)
@pytest.mark.parametrize("width", [30, 60, 100])
def test_the_help_has_every_key_and_fits(where: Where, width: int) -> None:
    lines = help_lines(where, width, "")
    shown = "\n".join(line.text for line in lines)
    assert all(each.shown in shown for each in KEYS if meaning(each, where))
    assert max(columns(line.text) for line in lines) <= width


def test_the_help_says_how_this_exam_is_resumed() -> None:
    texts = [line.text for line in help_lines("exam", 80, "leave; 'clfcards exam' resumes it")]
    assert any("'clfcards exam' resumes it" in text for text in texts)
    assert not any("leave, to resume later" in text for text in texts)

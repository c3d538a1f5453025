import pytest

from clfcards.rules.duplicate_option import RULE
from tests.rules.bank_of import found, question


@pytest.mark.parametrize("duplicate", ["Assam", "assam.", "**Assam**"])
def test_two_options_that_read_the_same(duplicate: str) -> None:
    assert found(RULE, question(wrong=("Assam", "Matcha", duplicate))) == [(0, "distractors", 2, "text")]


def test_a_distractor_that_is_the_key() -> None:
    assert found(RULE, question(right="Assam")) == [(0, "distractors", 0, "text")]


def test_options_that_consist_of_symbols_are_compared_as_written() -> None:
    assert not found(RULE, question(right="*.*", wrong=("+", "-", "/")))


@pytest.mark.parametrize(("one", "other"), [("C++", "C#"), ("-5 %", "+5 %")])
def test_symbols_distinguish_options(one: str, other: str) -> None:
    assert not found(RULE, question(right=one, wrong=(other, "Assam", "Matcha")))

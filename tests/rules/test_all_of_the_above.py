import pytest

from clfcards.rules.all_of_the_above import RULE
from tests.rules.bank_of import found, question


@pytest.mark.parametrize(
    "text", ["All of the above", "None of the options", "Both A and B", "Neither a nor c", "All of the following"]
)
def test_an_option_that_refers_to_other_options(text: str) -> None:
    assert found(RULE, question(wrong=("Assam", "Matcha", text))) == [(0, "distractors", 2, "text")]


@pytest.mark.parametrize("text", ["All of the leaves", "Both green and black tea", "None", "Above the clouds"])
def test_an_option_that_stands_alone(text: str) -> None:
    assert not found(RULE, question(wrong=("Assam", "Matcha", text)))


def test_the_key_is_checked_too() -> None:
    assert found(RULE, question(right="All of the above")) == [(0, "correct", 0, "text")]

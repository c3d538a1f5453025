import pytest

from clfcards.rules.heterogeneous import RULE
from tests.rules.bank_of import found, question

LONG = "Pour hot water over the leaves"


@pytest.mark.parametrize(
    "wrong",
    [
        ("Stir.", "Pour", "Wait"),
        ("Tea Pot", LONG + " twice", "Wait for the water to cool down"),
        ("Stir it", LONG + " and wait", "Let it stand"),
    ],
)
def test_options_of_different_kinds(wrong: tuple[str, ...]) -> None:
    assert found(RULE, question(right="Drink it", wrong=wrong)) == [(0, "distractors")]


@pytest.mark.parametrize("wrong", [("Stir", "Pour", "Wait"), ("Tea Pot", "Tea Kettle", "Cup"), (LONG, LONG, LONG)])
def test_options_of_one_kind(wrong: tuple[str, ...]) -> None:
    assert not found(RULE, question(right="Drink it now", wrong=wrong))


def test_a_long_name_is_not_a_sentence() -> None:
    name = "Northern Highlands Steamed Leaf Order Service (NHSLO) Calculator"
    assert not found(RULE, question(right="Tea Pot", wrong=(name, "Tea Kettle", "Cup")))


def test_the_period_of_an_abbreviation_ends_no_sentence() -> None:
    assert not found(RULE, question(right="Pots, cups etc.", wrong=("Pots from Tea Inc.", "Leaves at 5 p.m.", "Cups")))

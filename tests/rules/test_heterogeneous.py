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

import pytest

from clfcards.rules.option_overlap import RULE
from tests.rules.bank_of import found, question


def test_an_option_inside_another() -> None:
    wrong = ("Heat the water slowly", "Heat the water", "Stir")
    assert found(RULE, question(wrong=wrong)) == [(0, "distractors", 0, "text")]


@pytest.mark.parametrize(
    "wrong",
    [
        ("A pot", "A pot warmer", "Stir"),
        ("Preheat the water", "Heat the water", "Stir"),
        ("Tea Kettle", "Tea Kettle Pro", "Stir"),
        ("Heat the water", "heat the water", "Stir"),  # left to duplicate-option
    ],
)
def test_options_that_do_not_overlap(wrong: tuple[str, ...]) -> None:
    assert not found(RULE, question(wrong=wrong))

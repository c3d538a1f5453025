import pytest

from clfcards.rules.negative_stem import RULE
from tests.rules.bank_of import found, question


@pytest.mark.parametrize(
    "stem", ["Which leaf is not green?", "A guest waits. All calm except which?", "Which is least sweet?"]
)
def test_a_negative_that_is_easily_overlooked(stem: str) -> None:
    assert found(RULE, question(stem)) == [(0, "stem")]


@pytest.mark.parametrize(
    "stem",
    [
        "Which leaf is NOT green?",
        "Which leaf is **not** green?",
        "The guest does not like milk. Which leaf suits?",
        "Which role follows least privilege?",
        "Which leaf needs at least two cups?",
        "Which knot holds?",
    ],
)
def test_no_negative_or_an_obvious_one(stem: str) -> None:
    assert not found(RULE, question(stem))

import pytest

from clfcards.rules.rationale_option import RULE
from tests.rules.bank_of import found, question


@pytest.mark.parametrize(
    "why", ["The answer 'Rooibos' is sweet.", "“Oolong” option is dark.", "The correct answer is Earl Grey."]
)
def test_a_reason_about_an_option_that_does_not_exist(why: str) -> None:
    assert found(RULE, question(why=why)) == [(0, "correct", 0, "why")]


@pytest.mark.parametrize(
    "why",
    [
        "The answer 'Assam' is malty.",
        "The correct answer is Camomile.",
        "It is 'sweet', and the right answer is a matter of taste.",
    ],
)
def test_a_reason_about_options_that_exist(why: str) -> None:
    assert not found(RULE, question(why=why))

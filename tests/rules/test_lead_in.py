import pytest

from clfcards.rules.lead_in import RULE
from tests.rules.bank_of import found, question


@pytest.mark.parametrize("stem", ["A guest waits.", "Which of the following is true?", "Tea: which statement is true?"])
def test_a_stem_that_cannot_be_answered_without_the_options(stem: str) -> None:
    assert found(RULE, question(stem)) == [(0, "stem")]


@pytest.mark.parametrize("stem", ["A guest waits. Which leaf suits?", "Which leaf suits **best?**"])
def test_a_stem_that_ends_in_a_question(stem: str) -> None:
    assert not found(RULE, question(stem))

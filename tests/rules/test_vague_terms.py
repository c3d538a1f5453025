import pytest

from clfcards.rules.vague_terms import RULE
from tests.rules.bank_of import found, question


@pytest.mark.parametrize("text", ["It may cool", "Usually hot", "Guests often ask", "Sometimes Generally"])
def test_a_vague_term(text: str) -> None:
    assert found(RULE, question(wrong=(text, "Assam", "Matcha"))) == [(0, "distractors", 0, "text")]


@pytest.mark.parametrize("text", ["Picked in May", "Who may enter", "Which guests may sit", "Pour more often", "Mayor"])
def test_words_that_only_look_vague(text: str) -> None:
    assert not found(RULE, question(wrong=(text, "Assam", "Matcha")))

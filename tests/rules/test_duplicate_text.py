from clfcards.rules.duplicate_text import RULE
from tests.rules.bank_of import card, cloze, found, question


def test_two_fronts_that_read_the_same() -> None:
    assert found(RULE, card("Which leaf?", id="one"), card("which *leaf*", id="two")) == [(1, "front")]


def test_two_stems_and_two_clozes() -> None:
    assert found(RULE, question(), question()) == [(1, "stem")]
    assert found(RULE, cloze("Tea is {{hot}}"), cloze("Tea is {{hot}}.")) == [(1, "cloze")]


def test_different_texts() -> None:
    assert not found(RULE, card("Which leaf?"), card("Which root?"), question())

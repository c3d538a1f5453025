from clfcards.rules.length import RULE
from tests.rules.bank_of import found, question


def test_long_stems_and_options() -> None:
    assert found(RULE, question("leaf " * 61)) == [(0, "stem")]
    assert found(RULE, question(wrong=("leaf " * 26, "Assam", "Matcha"))) == [(0, "distractors", 0, "text")]


def test_sixty_words_and_twenty_five_are_allowed() -> None:
    assert not found(RULE, question("leaf " * 60, right="leaf " * 25))

from clfcards.rules.card_maximum import RULE
from tests.rules.bank_of import card, cloze, found


def test_forty_one_words_are_a_page() -> None:
    assert found(RULE, card(back="leaf " * 41)) == [(0, "back")]
    assert found(RULE, cloze("Tea is " + "{{" + "leaf " * 41 + "}}")) == [(0, "cloze")]


def test_forty_words_are_only_too_many() -> None:
    assert not found(RULE, card(back="leaf " * 40))

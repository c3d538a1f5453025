from clfcards.rules.card_maximum import RULE
from tests.rules.bank_of import card, cloze, found


def test_an_answer_of_forty_one_words() -> None:
    assert found(RULE, card(back="leaf " * 41)) == [(0, "back")]
    assert found(RULE, cloze("Tea is " + "{{" + "leaf " * 41 + "}}")) == [(0, "cloze")]


def test_an_answer_of_forty_words_is_left_to_card_minimum() -> None:
    assert not found(RULE, card(back="leaf " * 40))

from clfcards.rules.card_minimum import RULE
from tests.rules.bank_of import card, cloze, found


def test_thirteen_words_are_too_many_and_twelve_are_not() -> None:
    assert found(RULE, card(back="leaf " * 13)) == [(0, "back")]
    assert not found(RULE, card(back="leaf " * 12))


def test_the_longest_blank_counts_and_not_the_sentence() -> None:
    assert found(RULE, cloze("Tea is " + "{{" + "leaf " * 13 + "}}")) == [(0, "cloze")]
    assert not found(RULE, cloze("A long sentence about tea. " * 5 + "{{hot}}"))

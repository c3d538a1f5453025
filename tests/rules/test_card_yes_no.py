import pytest

from clfcards.rules.card_yes_no import RULE
from tests.rules.bank_of import card, found


@pytest.mark.parametrize("back", ["Yes", "no, never", "True", "False: it is cold"])
def test_a_guess_is_right_half_of_the_time(back: str) -> None:
    assert found(RULE, card(back=back)) == [(0, "back")]


@pytest.mark.parametrize("back", ["Noon", "Yesterday's leaves", "None", "Nobody"])
def test_words_that_only_begin_like_yes_or_no(back: str) -> None:
    assert not found(RULE, card(back=back))

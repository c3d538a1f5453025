import pytest

from clfcards.rules.card_answer_in_front import RULE
from tests.rules.bank_of import card, cloze, found


@pytest.mark.parametrize(
    ("front", "back"), [("Is sencha a green tea, Sencha?", "Sencha"), ("Why is tea **hot**?", "hot")]
)
def test_the_front_contains_the_answer(front: str, back: str) -> None:
    assert found(RULE, card(front, back)) == [(0, "front")]


@pytest.mark.parametrize(("front", "back"), [("What grows in teapots?", "pots"), ("What is brewed?", "Tea leaves")])
def test_part_of_a_word_is_not_an_answer(front: str, back: str) -> None:
    assert not found(RULE, card(front, back))


def test_a_cloze_has_no_front() -> None:
    assert not found(RULE, cloze("Tea is {{tea}}."))

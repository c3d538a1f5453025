from clfcards.rules.card_interference import RULE
from tests.rules.bank_of import card, found

FRONT = "Which leaf from the northern highlands is steamed soon after the spring picking"


def test_similar_fronts_with_different_answers_interfere() -> None:
    other = FRONT.replace("spring", "autumn")
    assert found(RULE, card(FRONT, "Sencha"), card(other, "Bancha")) == [(1, "front")]


def test_similar_fronts_with_the_same_answer_do_not_interfere() -> None:
    assert not found(RULE, card(FRONT, "Sencha"), card(FRONT.replace("spring", "autumn"), "Sencha"))


def test_equal_fronts_are_left_to_another_rule() -> None:
    assert not found(RULE, card(FRONT, "Sencha"), card(FRONT + "?", "Bancha"))


def test_fronts_that_share_few_words_do_not_interfere() -> None:
    assert not found(RULE, card("Which leaf is steamed?", "Sencha"), card("Which leaf is roasted?", "Hojicha"))


def test_the_same_answer_for_nine_fronts_of_a_task() -> None:
    cards = [card(f"What has number {i} on shelf {i * 7}?", "Assam") for i in range(9)]
    assert found(RULE, *cards) == [(8, "back")]
    assert not found(RULE, *cards[:8])
    assert not found(RULE, *cards[:8], card("What else?", "Assam", task="A.2"))

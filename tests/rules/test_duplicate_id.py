from clfcards.rules.duplicate_id import RULE
from tests.rules.bank_of import card, found, question


def test_a_fact_and_a_question_with_the_same_id() -> None:
    assert found(RULE, card(id="one"), question(id="one")) == [(1, "id")]


def test_different_ids() -> None:
    assert not found(RULE, card(id="one"), question(id="two"))


def test_it_cannot_be_waived() -> None:
    assert found(RULE, card(id="one"), card(id="one", waive={"duplicate-id": "please"})) == [(1, "id")]

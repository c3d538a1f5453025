from clfcards.rules.closed_service import RULE
from tests.rules.bank_of import card, found, guide, question
from tests.small_exam import GUIDE as TEXT

CLOSURE = "closures:\n  - {service: tea-kettle, date: 2026-01-01, state: closed to new customers, source: syllabus}\n"
CLOSED = guide(TEXT + CLOSURE)


def test_an_answer_that_is_closed_to_new_customers() -> None:
    assert found(RULE, question(right="Tea Kettle"), guide=CLOSED) == [(0, "correct", 0, "text")]
    assert found(RULE, card(back="The Tea Kettle"), guide=CLOSED) == [(0, "back")]


def test_an_item_that_mentions_the_closure() -> None:
    assert not found(RULE, card(back="The Tea Kettle", why="It takes no new customers since 2026."), guide=CLOSED)


def test_an_open_service_and_a_distractor_are_allowed() -> None:
    assert not found(RULE, question(right="Tea Kettle"))
    assert not found(RULE, question(wrong=("Tea Kettle", "Assam", "Matcha")), guide=CLOSED)

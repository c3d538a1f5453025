from typing import Any

import pytest

from clfcards.model.bank import Origin
from clfcards.model.deck import Floor, Floors
from clfcards.rules.below_floor import RULE
from tests.rules.bank_of import card, found, messages_of, question


def test_a_service_in_scope_below_its_floor() -> None:
    floors = Floors(service=Floor(facts=1, questions=2))
    items = card(services=("tea-pot",)), question(pool="exam", services=("tea-pot",)), card(services=("tea-kettle",))
    assert found(RULE, *items, floors=floors) == [(-1, "floors", "service")] * 2
    assert messages_of(RULE, *items, floors=floors) == [
        "the service 'tea-pot' is below its floor: write 1 more exam question",
        "the service 'tea-kettle' is below its floor: write 2 more exam questions",
    ]


def test_study_questions_do_not_count_as_exam_questions() -> None:
    floors = Floors(services={"tea-pot": Floor(questions=1)})
    assert found(RULE, question(pool="study", services=("tea-pot",)), floors=floors)
    assert not found(RULE, question(pool="exam", services=("tea-pot",)), floors=floors)


def test_the_floor_of_a_single_service_replaces_the_general_one_and_may_be_out_of_scope() -> None:
    floors = Floors(services={"tea-pot": Floor(facts=2), "coffee-press": Floor(facts=1)})
    assert found(RULE, card(services=("tea-pot",)), floors=floors) == [
        (-1, "floors", "services", "tea-pot"),
        (-1, "floors", "services", "coffee-press"),
    ]


def test_a_topic_below_its_floor() -> None:
    floors = Floors(topic=Floor(facts=1))
    items = card(topics=("green-tea", "black-tea")), card(task="B.1", topics=("temperature",))
    assert messages_of(RULE, *items, floors=floors) == [
        "the topic 'highlands' of task A.2 is below its floor: write 1 more fact",
        "the topic 'serving' of task C.1 is below its floor: write 1 more fact",
    ]


def test_a_core_fact_that_no_exam_question_tests() -> None:
    floors = Floors(core_fact_questions=1)
    core = card(id="core", priority=1)
    assert found(RULE, core, question(pool="study", tests=("core",)), floors=floors)
    assert not found(RULE, core, question(pool="exam", tests=("core",)), floors=floors)
    assert not found(RULE, card(priority=2), floors=floors)


@pytest.mark.parametrize(
    "lacking",
    [
        {"hides_items": True},
        {"broken": frozenset({"kettle"})},
        {"tasks": ((Origin("facts/x.yaml", -1), "A.7"),)},
    ],
)
def test_items_that_could_not_be_read_or_placed_are_not_missed_a_second_time(lacking: dict[str, Any]) -> None:
    floors = Floors(service=Floor(facts=1))
    assert found(RULE, card(services=("tea-pot",)), floors=floors)
    assert not found(RULE, card(services=("tea-pot",)), floors=floors, **lacking)


def test_without_floors_nothing_is_below_them() -> None:
    assert not found(RULE, card())

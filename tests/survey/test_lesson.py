"""A task as a text: every fact once, in passages by service, from the same facts that the cards ask."""

import datetime as dt

from clfcards.model.bank import Fact, Origin
from clfcards.model.guide import Guide
from clfcards.source.guide import read_guide
from clfcards.survey.lesson import Lesson, heaviest_task, lesson_of_service, lesson_of_task
from tests.small_exam import GUIDE as GUIDE_YAML


def _guide() -> Guide:
    guide, problems = read_guide("guide.yaml", GUIDE_YAML)
    assert guide is not None, problems
    return guide


GUIDE = _guide()


def fact(id_: str, *services: str, task: str = "A.1", priority: int = 1) -> Fact:
    return Fact(
        origin=Origin("f", 0), id=id_, task=task, source="s", verified=dt.date(2026, 1, 1), priority=priority,
        services=services, why="because", front=id_, back="b",
    )  # fmt: skip


def shape(lesson: Lesson) -> list[tuple[str, list[str]]]:
    return [(passage.id, [fact.id for fact in passage.facts]) for passage in lesson.passages]


def test_general_facts_come_first_then_the_service_with_most_facts() -> None:
    facts = [
        fact("kettle-1", "tea-kettle"),
        fact("pot-1", "tea-pot", priority=3),
        fact("pot-2", "tea-pot", priority=1),
        fact("plain"),
        fact("elsewhere", "tea-pot", task="A.2"),
    ]
    lesson = lesson_of_task(GUIDE, "A.1", facts)
    assert (lesson.id, lesson.title) == ("A.1", "Tell leaves apart")
    assert shape(lesson) == [("", ["plain"]), ("tea-pot", ["pot-2", "pot-1"]), ("tea-kettle", ["kettle-1"])]


def test_a_fact_of_several_services_is_read_once_where_most_facts_are() -> None:
    facts = [fact("both", "tea-kettle", "tea-pot"), fact("pot", "tea-pot"), fact("unknown", "samovar")]
    lesson = lesson_of_task(GUIDE, "A.1", facts)
    assert shape(lesson) == [("", ["unknown"]), ("tea-pot", ["both", "pot"])]
    assert len(lesson.facts) == 3


def test_a_service_is_read_task_by_task() -> None:
    facts = [fact("late", "tea-pot", task="C.1"), fact("early", "tea-pot"), fact("other", "tea-kettle")]
    lesson = lesson_of_service(GUIDE, "tea-pot", facts)
    assert lesson.title == "Tea Pot"
    assert shape(lesson) == [("A.1", ["early"]), ("C.1", ["late"])]
    assert [passage.title for passage in lesson.passages] == ["A.1 Tell leaves apart", "C.1 Serve"]


def test_the_heaviest_task_by_hand() -> None:
    """Domain A weighs 50, B 30, C 20; A has 10 cards in two tasks."""
    cards = {"A.1": 4, "A.2": 6, "B.1": 5, "C.1": 1}
    assert heaviest_task(GUIDE, cards, cards) == "A.2"  # 50 × 6/10 = 30, tied with B.1: the guide's order decides
    assert heaviest_task(GUIDE, cards, {**cards, "A.2": 5}) == "B.1"  # 25 against 30
    assert heaviest_task(GUIDE, cards, {"A.1": 1, "C.1": 1}) == "C.1"  # 5 against 20
    assert heaviest_task(GUIDE, cards, {}) == ""
    assert heaviest_task(GUIDE, {}, {}) == ""

"""What is left of a study plan. The expected minutes are computed by hand."""

import itertools

import pytest

from clfcards.exam.study_plan import DomainMinutes, TaskMinutes
from clfcards.exam.study_plan_left import RemainingPlan, TaskLeft, remaining_plan
from clfcards.exam.study_plan_record import plan_from_json, plan_to_json
from clfcards.model.event import Event
from tests.log_events import NOON, event, review, undo

MINUTE = 60_000
TASKS = {"a": "1.1", "b": "1.2", "q": "1.2", "c": "2.1"}


def plan(minutes: dict[str, int], id_: str = "p", at: int = NOON) -> Event:
    tasks = [{"task": task, "minutes": number} for task, number in minutes.items()]
    return event(id_, "study-plan", "s1", at, payload={"tasks": tasks})


def studied(id_: str, card: str, minutes: float, at: int = NOON + MINUTE) -> Event:
    return review(id_, card, at=at, duration=round(minutes * MINUTE))


def left(*events: Event) -> dict[str, float]:
    remaining = remaining_plan(events, TASKS)
    assert remaining is not None
    return {task.task: task.left for task in remaining.tasks}


def test_without_a_plan_nothing_remains() -> None:
    assert remaining_plan([studied("r1", "a/1", 3)], TASKS) is None


def test_the_minutes_of_answers_since_the_plan_are_subtracted_by_task() -> None:
    """Task 1.1: 30 − 2 − 1.5; task 1.2: 10 − 4 of the exam's question; more than planned leaves nothing."""
    exam = event("x", "answer", "q", NOON + 2, duration=4 * MINUTE)
    cram = event("c", "cram", "c/2", NOON + 3, duration=3 * MINUTE)
    answers = [studied("r1", "a/1", 2), studied("r2", "a/2", 1.5), exam, cram]
    assert left(plan({"1.1": 30, "1.2": 10, "2.1": 2}), *answers) == {"1.1": 26.5, "1.2": 6.0, "2.1": 0.0}


def test_the_answers_that_led_to_the_plan_and_those_before_it_do_not_count() -> None:
    own = event("s1.answer", "answer", "q", NOON, duration=MINUTE)
    assert left(plan({"1.2": 10}), own, studied("r1", "b/1", 5, NOON - 1)) == {"1.2": 10.0}


def test_a_card_left_open_counts_five_minutes() -> None:
    assert left(plan({"1.1": 30}), studied("r1", "a/1", 600)) == {"1.1": 25.0}


def test_the_first_task_with_time_left_follows() -> None:
    remaining = remaining_plan([plan({"1.1": 5, "1.2": 10}), studied("r1", "a/1", 5)], TASKS)
    assert remaining == RemainingPlan((TaskLeft("1.1", 5, 5.0), TaskLeft("1.2", 10, 0.0)))
    assert (remaining.following, remaining.minutes_left) == (TaskLeft("1.2", 10, 0.0), 10.0)
    done = remaining_plan([plan({"1.1": 5}), studied("r1", "a/1", 5)], TASKS)
    assert done is not None
    assert done.following is None


def test_the_newest_plan_counts_unless_it_was_undone() -> None:
    old, new = plan({"1.1": 30}, "p1", NOON), plan({"2.1": 20}, "p2", NOON + MINUTE)
    assert left(old, new) == {"2.1": 20.0}
    assert left(old, new, undo("u", "p2")) == {"1.1": 30.0}
    assert remaining_plan([old, undo("u", "p1")], TASKS) is None


def test_logs_of_two_devices_leave_the_same_plan_in_any_order() -> None:
    """Of two plans made in one moment, the one whose id comes last counts."""
    events = [plan({"1.1": 30}, "p1"), plan({"1.1": 20}, "p2"), studied("r1", "a/1", 1), studied("r2", "a/1", 2)]
    assert all(left(*order) == {"1.1": 17.0} for order in itertools.permutations(events))


def test_a_task_that_no_note_is_about_is_left_out() -> None:
    assert left(plan({"9.9": 30, "1.1": 5})) == {"1.1": 5.0}


def test_a_plan_is_stored_with_the_longest_task_first() -> None:
    first = DomainMinutes("3", "Third", 0.5, 30, (TaskMinutes("3.1", "x", 20), TaskMinutes("3.2", "x", 10)))
    second = DomainMinutes("1", "First", 0.5, 25, (TaskMinutes("1.1", "x", 15), TaskMinutes("1.2", "x", 10)))
    payload = plan_to_json([first, second])
    assert payload == {
        "tasks": ({"task": "3.1", "minutes": 20}, {"task": "1.1", "minutes": 15},
                  {"task": "3.2", "minutes": 10}, {"task": "1.2", "minutes": 10}),
    }  # fmt: skip
    assert plan_to_json([])["tasks"] == plan_from_json({"tasks": []}).tasks == ()


@pytest.mark.parametrize(
    "tasks",
    [
        None,
        [{"task": "1.1"}],
        [{"task": "1.1", "minutes": "5"}],
        [{"task": "1.1", "minutes": 0}],
        [{"task": "1.1", "minutes": 2**62}],
        [{"task": "1.1", "minutes": 5}] * 2,
    ],
)
def test_a_damaged_plan_is_refused(tasks: object) -> None:
    with pytest.raises(ValueError, match=r"minutes|array|object|twice"):
        plan_from_json({"tasks": tasks})

"""The plan for the exam's day as it follows from events. Expected minutes are computed by hand."""

import datetime as dt
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clfcards.exam.exam_plan import (
    ExamPlan,
    OneDay,
    Promise,
    plan_from_json,
    plan_to_json,
    promise_from_json,
    promise_to_json,
)
from clfcards.exam.plan_history import plan_history
from clfcards.memory.study_day import day_on
from clfcards.model.event import Event
from tests.log_events import DAY, NOON, event, undo

MONDAY = dt.date(2026, 3, 2)  # the day of NOON
EXAM = dt.date(2026, 4, 1)
PLAN = ExamPlan(EXAM, (30, 30, 30, 30, 30, 60, 0), (OneDay(dt.date(2026, 3, 11), 0),), (dt.date(2026, 3, 28),), 90)
PROMISE = Promise("p", MONDAY, 0.8, 0.75, 0.86, 0.82, 840.0)


def made(id_: str, at: int = NOON, plan: ExamPlan = PLAN) -> Event:
    return event(id_, "exam-plan", "TEA-101", at, payload=plan_to_json(plan))


def ended(id_: str, at: int) -> Event:
    return event(id_, "exam-plan-end", "TEA-101", at)


def promised(id_: str, at: int, promise: Promise = PROMISE) -> Event:
    return event(id_, "exam-plan-promise", promise.plan, at, payload=promise_to_json(promise))


def later(days: int) -> int:
    return NOON + days * DAY


def test_the_minutes_of_a_date_are_its_own_or_those_of_its_weekday() -> None:
    week = [PLAN.minutes_on(MONDAY + dt.timedelta(n)) for n in range(7)]
    assert week == [30, 30, 30, 30, 30, 60, 0]
    assert PLAN.minutes_on(dt.date(2026, 3, 11)) == 0
    assert PLAN.minutes_on(dt.date(2026, 3, 31)) == 30
    assert PLAN.minutes_on(EXAM) == 0


def test_without_a_plan_there_is_no_history() -> None:
    history = plan_history([], 4)
    assert (history.newest, history.versions, history.first_promise) == (None, (), None)


def test_the_newest_version_counts_and_earlier_days_keep_their_own() -> None:
    longer = ExamPlan(EXAM, (45,) * 7)
    history = plan_history([made("q", later(3), longer), made("p")], 4)
    assert history.newest is not None
    assert (history.newest.id, history.newest.plan) == ("q", longer)
    day = day_on(MONDAY)
    versions = [history.version_on(type(day)(day + n)) for n in (-1, 0, 2, 3)]
    assert versions == [None, PLAN, PLAN, longer]


def test_an_ended_plan_is_gone_until_its_end_is_undone() -> None:
    events = [made("p"), ended("d", later(2))]
    assert plan_history(events, 4).newest is None
    history = plan_history([*events, undo("u", "d", later(3))], 4)
    assert history.newest is not None
    assert history.newest.id == "p"


def test_a_plan_after_the_end_of_another_begins_anew() -> None:
    history = plan_history([made("p"), ended("d", later(2)), made("q", later(5))], 4)
    assert [version.id for version in history.versions] == ["q"]
    assert history.version_on(day_on(MONDAY)) is None


def test_a_plan_after_the_exam_of_another_begins_anew() -> None:
    next_year = ExamPlan(dt.date(2027, 4, 1), (30,) * 7)
    history = plan_history([made("p"), made("q", later(60), next_year)], 4)
    assert [version.id for version in history.versions] == ["q"]


def test_the_first_promise_of_the_newest_version_is_what_it_is_measured_by() -> None:
    other = Promise("q", MONDAY, 0.7, 0.6, 0.8, 0.7, 600.0)
    events = [made("p"), promised("a", NOON + 1), made("q", later(1)), promised("b", later(1) + 1, other)]
    again = promised("c", later(2), Promise("q", MONDAY, 0.9, 0.8, 0.95, 0.9, 500.0))
    assert plan_history([*events, again], 4).first_promise == other


def test_events_of_a_newer_program_are_left_out() -> None:
    newer = event("n", "exam-plan", "TEA-101", later(1), payload={"phases": 3})
    history = plan_history([made("p"), newer, event("m", "exam-plan-promise", "p", later(1))], 4)
    assert history.newest is not None
    assert (history.newest.id, history.promises) == ("p", ())


def test_the_day_on_which_a_plan_was_made_is_a_study_day() -> None:
    one_at_night = made("p", NOON + 13 * 3_600_000)
    assert [version.day for version in plan_history([one_at_night], 4).made] == [day_on(MONDAY)]


@pytest.mark.parametrize(
    "change",
    [
        {"weekdays": [30] * 6},
        {"weekdays": [30] * 6 + [1441]},
        {"dates": [{"date": "2026-03-11", "minutes": 1}, {"date": "2026-03-11", "minutes": 2}]},
        {"exams": ["2026-03-28", "2026-03-20"]},
        {"exam_minutes": -1},
        {"exams_chosen": 51},
        {"exam_date": "1 April"},
    ],
)
def test_a_payload_that_is_no_plan_is_refused(change: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        plan_from_json({**plan_to_json(PLAN), **change})


@pytest.mark.parametrize("change", [{"recall": 1.1}, {"low": -0.1}, {"minutes": -1.0}, {"minutes": 1e9}])
def test_a_payload_that_is_no_promise_is_refused(change: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        promise_from_json({**promise_to_json(PROMISE), **change})


EVENTS = st.lists(
    st.one_of(
        st.integers(0, 40).map(lambda n: made(f"p{n:02}", later(n))),
        st.integers(0, 40).map(lambda n: ended(f"d{n:02}", later(n) + 1)),
        st.integers(0, 40).map(lambda n: promised(f"s{n:02}", later(n) + 2)),
        st.integers(0, 40).map(lambda n: undo(f"u{n:02}", f"d{n:02}", later(n) + 3)),
        st.integers(0, 40).map(lambda n: undo(f"v{n:02}", f"p{n:02}", later(n) + 4)),
    ),
    max_size=5,
    unique_by=lambda one: one.id,
)


@given(events=EVENTS)
def test_two_devices_that_merge_in_any_order_have_the_same_plan(events: list[Event]) -> None:
    expected = plan_history(events, 4)
    assert all(plan_history(order, 4) == expected for order in permutations(events))


@given(events=EVENTS, split=st.integers(0, 5))
def test_an_event_that_comes_twice_changes_nothing(events: list[Event], split: int) -> None:
    """A log keeps each id once, so that a merge is a union."""
    merged = {one.id: one for one in (*events[:split], *events, *events[split:])}
    assert plan_history(merged.values(), 4) == plan_history(events, 4)

"""What the plan says in words, held to values computed by hand."""

import datetime as dt
from dataclasses import replace

import pytest

from clfcards.exam.exam_plan import ExamPlan, OneDay
from clfcards.forecast.situation import DayLimits
from clfcards.use_cases.plan.outlook import Gain, Outlook, PlannedDay, TaskOutlook
from clfcards.words.plan import (
    coverage_sentence,
    dropped_sentence,
    gain_sentence,
    hours_phrase,
    limits_sentence,
    recall_sentence,
    week_phrase,
)

TODAY = PlannedDay(dt.date(2026, 12, 1), 10, 20, 30)
OUTLOOK = Outlook(
    recall=0.652,
    low=0.604,
    high=0.698,
    value=0.745,
    bound=0.7500,
    tasks=(TaskOutlook("1.1", 20.2, 20), TaskOutlook("1.2", 10.4, 20), TaskOutlook("2.1", 9.6, 21)),
    domains=(),
    dropped=("a/1", "b/1", "c/1"),
    untested=2,
    days=(TODAY,),
    order=(),
    used_today=30.0,
)


@pytest.mark.parametrize(
    ("bound", "said"),
    [
        (0.75, "75% of what the exam asks, about as much as these minutes can bring"),
        (0.80, "75% of what the exam asks (these minutes can bring at most 80%)"),
        (0.995, "75% of what the exam asks (these minutes can bring nearly all of it)"),
    ],
)
def test_the_recall_on_the_day_is_compared_with_the_best_possible(bound: float, said: str) -> None:
    assert (
        recall_sentence(replace(OUTLOOK, value=0.746, bound=bound))
        == f"about 65% of the deck recalled (60% to 70%); {said}"
    )


def test_on_the_exams_day_nothing_better_is_possible() -> None:
    assert (
        recall_sentence(replace(OUTLOOK, days=()))
        == "about 65% of the deck recalled (60% to 70%); 74% of what the exam asks"
    )


def test_coverage_names_the_tasks_of_which_half_or_less_is_met() -> None:
    assert coverage_sentence(OUTLOOK) == "at this pace 40 of 61 cards; tasks 1.2 and 2.1 half or less"
    many = tuple(TaskOutlook(f"1.{n}", 2.0, 9) for n in range(8))
    assert coverage_sentence(replace(OUTLOOK, tasks=many)) == "at this pace 16 of 72 cards; all 8 tasks half or less"
    more = (*many, TaskOutlook("2.1", 5.0, 9))
    assert coverage_sentence(replace(OUTLOOK, tasks=more)).endswith("21 of 81 cards; 8 of 9 tasks half or less")
    all_met = (TaskOutlook("1.1", 20.0, 20),)
    assert coverage_sentence(replace(OUTLOOK, tasks=all_met)) == "all 20 cards"


def test_what_is_left_out_comes_with_its_reason() -> None:
    assert dropped_sentence(OUTLOOK) == (
        "3 cards: their minutes bring more elsewhere; no practice exam asks for 2 of them"
    )
    assert dropped_sentence(replace(OUTLOOK, untested=0)) == "3 cards: their minutes bring more elsewhere"
    limited = replace(OUTLOOK, untested=0, limits=DayLimits(new=5))
    assert dropped_sentence(limited) == "3 cards: your limits and your minutes leave no room"


@pytest.mark.parametrize(
    ("gain", "said"),
    [
        (Gain(10, 0, 0.702, 55), "10 minutes more a day: about 70% (+5 points), 55 cards"),
        (Gain(10, 0, 0.663, 50), "10 minutes more a day: about 66% (+1 point), 50 cards"),
        (Gain(0, 7, 0.656, 41), "7 days more: about 66% (+1 point), 41 cards"),
        (Gain(0, 7, 0.654, 41), "7 days more: about 65% (hardly more), 41 cards"),
    ],
)
def test_more_time_is_worth_so_many_points(gain: Gain, said: str) -> None:
    assert gain_sentence(gain, OUTLOOK) == said


def test_the_week_names_the_days_that_differ() -> None:
    usual = ExamPlan(dt.date(2027, 1, 15), (30, 30, 0, 30, 30, 60, 60))
    assert week_phrase(usual) == "30 min a day, Wed off, Sat and Sun 60"
    dates = (OneDay(dt.date(2026, 12, 24), 0), OneDay(dt.date(2026, 12, 25), 0), OneDay(dt.date(2026, 12, 31), 10))
    assert week_phrase(replace(usual, dates=dates)).endswith("Sat and Sun 60, and 2 dates off")


@pytest.mark.parametrize(("minutes", "said"), [(45, "45 min"), (960, "16 h"), (1306, "21 h 46 min"), (0, "0 min")])
def test_long_times_are_in_hours(minutes: float, said: str) -> None:
    assert hours_phrase(minutes) == said


@pytest.mark.parametrize(
    ("limits", "said"),
    [
        (DayLimits(), ""),
        (DayLimits(1, None), "at most 1 new card a day, by your settings"),
        (DayLimits(None, 80), "at most 80 reviews a day, by your settings"),
        (DayLimits(0, 1000), "at most 0 new cards and 1,000 reviews a day, by your settings"),
    ],
)
def test_the_learners_own_limits_are_named(limits: DayLimits, said: str) -> None:
    assert limits_sentence(limits) == said

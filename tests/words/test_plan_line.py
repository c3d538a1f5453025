"""The plan in a line, and how far ahead or behind the learner is, held to values computed by hand."""

import datetime as dt
from dataclasses import replace

import pytest

from clfcards.memory.study_day import day_on
from clfcards.use_cases.plan.plan_now import PlanNow
from clfcards.use_cases.plan.unplanned_exam import UnplannedExam
from clfcards.words.plan_line import plan_line, progress_phrases, unplanned_sentence

PLAN = PlanNow(
    id="p",
    exam_date=dt.date(2027, 1, 15),
    day=day_on(dt.date(2027, 1, 5)),
    minutes=30,
    has_exam=False,
    is_day_off=False,
    order=(),
    recall=0.966,
    low=0.91,
    high=0.982,
    value=0.97,
    promised=0.973,
    is_safe=False,
    used_today=30.0,
    minutes_left=300,
    done=100.0,
    planned=130.0,
)


@pytest.mark.parametrize(
    ("done_today", "recall", "promised", "phrases"),
    [
        (0.0, 0.966, 0.973, ["30 min behind"]),  # 97% and 97%, as they are shown: no point of difference
        (30.0, 0.964, 0.973, ["30 min behind", "1 point behind"]),  # today's own minutes do not count
        (45.0, 0.996, 0.973, ["15 min behind", "3 points ahead"]),
        (60.3, 0.973, 0.973, ["on time"]),
        (70.0, 0.84, 0.82, ["10 min ahead", "2 points ahead"]),
        (60.0, 0.5, None, ["on time"]),
    ],
)
def test_minutes_and_points_are_those_between_the_numbers_that_are_shown(
    done_today: float, recall: float, promised: float | None, phrases: list[str]
) -> None:
    assert progress_phrases(replace(PLAN, recall=recall, promised=promised), done_today) == phrases


def test_minutes_without_a_card_to_ask_are_not_missing_unless_points_are() -> None:
    safe = replace(PLAN, is_safe=True, recall=0.992, promised=0.99)
    assert progress_phrases(safe, 0.0) == ["on time"]
    assert progress_phrases(replace(safe, promised=1.0), 0.0) == ["30 min behind", "1 point behind"]


def test_the_line_has_the_days_the_recall_and_the_progress() -> None:
    assert plan_line(PLAN, 0.0) == "exam in 10 days; 97% recalled on the day (91% to 98%); 30 min behind"
    none = replace(PLAN, minutes_left=None)
    assert plan_line(none, 0.0) == "exam in 10 days; nothing is planned, because all cards are suspended"
    off = replace(PLAN, minutes=0, is_day_off=True, day=day_on(dt.date(2027, 1, 14)))
    assert plan_line(off, 0.0).startswith("exam in 1 day; today is off; 97% recalled")


def test_an_exam_outside_the_plan_says_what_is_left_after_it() -> None:
    planned = (dt.date(2027, 1, 10), dt.date(2027, 1, 13))
    assert unplanned_sentence(UnplannedExam(3, planned)) == (
        "It is not in your plan, which has 2 exams, the next on 10 January 2027: "
        "after this one, 2 unseen exams are left."
    )
    assert unplanned_sentence(UnplannedExam(2, ())) == (
        "It is not in your plan: after this one, 1 unseen exam is left."
    )

"""The plan for the exam's day in a line, as Today shows it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from clfcards.next_step import NextStep
from clfcards.use_cases.plan.plan_now import PlanNow
from clfcards.words.next_steps import command_line
from clfcards.words.phrases import count, estimated, estimated_range, minutes_phrase

if TYPE_CHECKING:
    from clfcards.use_cases.plan.plans_in_log import PlanOver
    from clfcards.use_cases.plan.unplanned_exam import UnplannedExam

_ON_TIME = 0.5  # minutes; less is neither ahead nor behind


def plan_line(plan: PlanNow | PlanOver, minutes_done: float) -> str:
    """The days left, what is expected, and how far ahead or behind; after the exam, what to do."""
    if not isinstance(plan, PlanNow):
        return over_sentence(plan)
    if not plan.days_left:
        return "your exam is today"
    if plan.minutes_left is None:
        return f"exam in {count(plan.days_left, 'day')}; nothing is planned, because all cards are suspended"
    expected, within = estimated(plan.recall), estimated_range(plan.low, plan.high)
    parts = [
        f"exam in {count(plan.days_left, 'day')}",
        f"{expected} recalled on the day{f' ({within})' if within else ''}",
        *progress_phrases(plan, minutes_done),
    ]
    if plan.is_day_off:
        parts.insert(1, "today is off")
    return "; ".join(parts)


def progress_phrases(plan: PlanNow, minutes_done: float) -> list[str]:
    """How far ahead or behind the learner is in minutes, and in points of what was promised."""
    minutes, points = plan.minutes_ahead(minutes_done), points_between(plan.promised, plan.recall)
    if plan.is_safe and points >= 0:
        minutes = max(0.0, minutes)  # there was nothing to study in the minutes that are missing
    phrases = [f"{minutes_phrase(abs(minutes))} min {_side(minutes)}"] if abs(minutes) > _ON_TIME else []
    phrases += [f"{count(abs(points), 'point')} {_side(points)}"] if points else []
    return phrases or ["on time"]


def points_between(before: float | None, after: float) -> int:
    """The points from one share to another as both are shown, in whole percent; 0 if the one before is not known."""
    return 0 if before is None else round(100 * after) - round(100 * before)


def _side(number: float) -> str:
    return "ahead" if number > 0 else "behind"


def over_sentence(plan: PlanOver) -> str:
    """What to do after the exam."""
    date = day_phrase(plan.plan.exam_date)
    if plan.recorded:
        return f"your exam was on {date}, and its result is recorded; '{_MAKE}' begins another plan"
    return f"your exam was on {date}: '{_RESULT}' records how it went, and makes readiness better for everybody"


_RESULT = f"{command_line(NextStep.run('result'))} SCORE"
_MAKE = f"{command_line(NextStep.run('plan', exam_date=None))} DATE"


def after_exam_sentence() -> str:
    """What to do on the exam's day, once it is over."""
    return f"good luck; afterward, '{_RESULT}' records how it went"


def day_phrase(date: dt.date) -> str:
    """A date as "15 January 2027"."""
    return f"{date.day} {date:%B %Y}"


def unplanned_sentence(exam: UnplannedExam) -> str:
    """What an exam outside the plan costs."""
    left = max(0, exam.unseen_forms - 1)
    planned = count(len(exam.planned), "exam")
    after = f"after this one, {count(left, 'unseen exam')} {'is' if left == 1 else 'are'} left"
    if not exam.planned:
        return f"It is not in your plan: {after}."
    return f"It is not in your plan, which has {planned}, the next on {day_phrase(exam.planned[0])}: {after}."

"""The plan for the exam's day in Today's document."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from clfcards.use_cases.plan.plan_now import PlanNow

if TYPE_CHECKING:
    from clfcards.use_cases.plan.plans_in_log import PlanOver


@dataclass(frozen=True, slots=True)
class PlanLineDocument:
    """The plan in Today's document. `minutes_today` are those for cards; ahead is positive, behind is negative."""

    exam_date: dt.date
    days_left: int
    minutes_today: int
    exam_today: bool
    expected_recall: float
    interval: tuple[float, float]
    minutes_ahead: float
    points_ahead: float | None


def plan_line_document(plan: PlanNow | PlanOver | None, minutes_done: float) -> PlanLineDocument | None:
    """The plan as Today's document has it; None without a plan, or when its exam is over."""
    if not isinstance(plan, PlanNow):
        return None
    points = plan.points_ahead
    return PlanLineDocument(
        exam_date=plan.exam_date,
        days_left=plan.days_left,
        minutes_today=plan.minutes,
        exam_today=plan.has_exam,
        expected_recall=round(plan.recall, 4),
        interval=(round(plan.low, 4), round(plan.high, 4)),
        minutes_ahead=round(plan.minutes_ahead(minutes_done), 1),
        points_ahead=None if points is None else round(points, 1),
    )

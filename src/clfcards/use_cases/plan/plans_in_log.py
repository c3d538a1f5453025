"""The plans in the log: every version, the one in force on a day, and what a plan leaves once its exam is over."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from clfcards.exam.event_kinds import PLANNING
from clfcards.exam.plan_history import PlanHistory, PlanMade, plan_history
from clfcards.model.event_kind import UNDO
from clfcards.use_cases.plan.plan_now import before_exam

if TYPE_CHECKING:
    from clfcards.exam.exam_plan import ExamPlan
    from clfcards.log.log import Log
    from clfcards.memory.options import StudySettings
    from clfcards.model.time import StudyDay


@dataclass(frozen=True, slots=True)
class PlanOver:
    """A plan whose exam's day has passed. Its result is `recorded` if the log has one of that day or later."""

    plan: ExamPlan
    recorded: bool


def read_plans(log: Log, cutoff_hour: int) -> PlanHistory:
    """Every version of the plan in the log, and what was promised."""
    return plan_history(log.events((*PLANNING, UNDO)), cutoff_hour)


def plan_on(history: PlanHistory, day: StudyDay) -> PlanMade | None:
    """The plan in force on a day: the newest one, if its exam is not over."""
    newest = history.newest
    if newest is None or newest.plan is None or day > newest.plan.exam_day:
        return None
    return newest


def settings_before_exam(log: Log, settings: StudySettings, day: StudyDay) -> StudySettings:
    """The settings for cards that the learner chose: no interval reaches beyond the exam, and no limit changes."""
    version = plan_on(read_plans(log, settings.cutoff_hour), day)
    return settings if version is None or version.plan is None else before_exam(settings, version.plan.exam_day - day)

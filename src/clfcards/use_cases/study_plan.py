"""The study plan that a learner's log keeps."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from clfcards.exam.event_kinds import PLAN
from clfcards.log.log import Log
from clfcards.model.event_kind import UNDO

if TYPE_CHECKING:
    from clfcards.exam.study_plan_left import RemainingPlan


def remaining_study_plan(log: Log, task_of: Callable[[], Mapping[str, str]]) -> RemainingPlan | None:
    """What is left of the newest plan, by the minutes that each of its tasks was studied since; None without a plan.

    `task_of` returns the task of every note, and is called only if there is a plan.
    """
    plans = log.latest((PLAN,), 1)
    if not plans:
        return None
    from clfcards.exam.study_plan_left import STUDY, remaining_plan  # only if there is a plan: takes a few milliseconds

    since = log.events(kinds=(*STUDY, UNDO), since=plans[0].at)
    return remaining_plan([*plans, *since], task_of())

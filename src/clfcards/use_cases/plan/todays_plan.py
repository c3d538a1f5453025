"""The plan for the exam's day as it is today. Most learners have none, and then nothing is loaded for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from clfcards.exam.event_kinds import PLANNING

if TYPE_CHECKING:
    from clfcards.decks.study import StudyDeck
    from clfcards.log.log import Log
    from clfcards.model.event import Stamp
    from clfcards.use_cases.plan.plan_now import PlanNow, PlanOver


def todays_plan(deck: StudyDeck, log: Log, now: Stamp, cutoff_hour: int) -> PlanNow | PlanOver | None:
    """The learner's plan, as `plan_this_morning` finds it; None if there is none."""
    if not log.events(PLANNING):
        return None
    from clfcards.use_cases.plan.morning import plan_this_morning  # takes 14 ms

    return plan_this_morning(deck, log, now, cutoff_hour)

"""The plan of this morning: what was kept of it, or else made again from what really happened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from clfcards.exam.event_kinds import RESULT
from clfcards.exam.exam_plan import ExamPlan
from clfcards.exam.plan_history import PlanMade
from clfcards.memory.study_day import day_of
from clfcards.model.event import Stamp, live
from clfcards.model.event_kind import UNDO
from clfcards.model.time import StudyDay
from clfcards.use_cases.plan.kept_outlook import KeptOutlook, kept_path, made_from, read_kept, write_kept
from clfcards.use_cases.plan.plan_day import PlanDay
from clfcards.use_cases.plan.plans_in_log import PlanOver, plan_on, read_plans
from clfcards.use_cases.plan.whole_plan import WholePlan, whole_plan

if TYPE_CHECKING:
    from clfcards.decks.study import StudyDeck
    from clfcards.log.log import Log


def plan_this_morning(deck: StudyDeck, log: Log, now: Stamp, cutoff_hour: int) -> WholePlan | PlanOver | None:
    """The learner's plan; None if there is none.

    The first start of a study day makes its outlook, which takes about a second; all others read what was kept.
    """
    history = read_plans(log, cutoff_hour)
    if history.newest is None:
        return None
    day = day_of(now, cutoff_hour)
    version = plan_on(history, day)
    if version is None:
        return _over(log, history.newest.plan)
    kept = _kept(deck, log, version, day)
    if kept is None:
        from clfcards.use_cases.plan.new_outlook import make_outlook  # needs numpy

        kept = make_outlook(PlanDay(deck, log, version, history, day, now))
        write_kept(kept_path(log, deck.folder), kept)
    return whole_plan(version, history, day, kept)


def _over(log: Log, plan: ExamPlan | None) -> PlanOver | None:
    if plan is None:
        return None
    results = (event for event in live(log.events((RESULT, UNDO))) if event.kind == RESULT)
    return PlanOver(plan, any(str(event.payload.get("day")) >= plan.exam_date.isoformat() for event in results))


def _kept(deck: StudyDeck, log: Log, version: PlanMade, day: StudyDay) -> KeptOutlook | None:
    """The outlook that was made earlier today from this very log and plan."""
    kept = read_kept(kept_path(log, deck.folder))
    if kept is None or kept.made_from != made_from(log, version, day) or log.event(kept.newest) is None:
        return None
    return kept

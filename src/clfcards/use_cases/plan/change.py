"""Making, changing and ending a plan."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from clfcards.errors import UsageError
from clfcards.exam.event_kinds import EXAM_PLAN, PLAN_END, PLANNING
from clfcards.exam.exam_days import exam_days, number_of_exams
from clfcards.exam.exam_plan import ExamPlan, plan_to_json
from clfcards.exam.plan_history import PlanMade
from clfcards.memory.study_day import date_of, day_of
from clfcards.model.event import Stamp, stamped
from clfcards.model.time import StudyDay, Timestamp, local_time
from clfcards.next_step import NextStep
from clfcards.use_cases.plan.kept_outlook import kept_path, write_kept
from clfcards.use_cases.plan.morning import plan_this_morning
from clfcards.use_cases.plan.new_outlook import make_outlook, with_gains
from clfcards.use_cases.plan.plan_day import PlanDay, Progress
from clfcards.use_cases.plan.plans_in_log import PlanOver, plan_on, read_plans
from clfcards.use_cases.plan.promise import promise_event
from clfcards.use_cases.plan.request import PlanRequest, placed, requested_plan
from clfcards.use_cases.plan.starting_point import exams_so_far
from clfcards.use_cases.plan.todays_plan import MOST_CARDS
from clfcards.use_cases.plan.whole_plan import WholePlan, whole_plan
from clfcards.use_cases.study_time import recent_study

if TYPE_CHECKING:
    from clfcards.decks.study import StudyDeck
    from clfcards.log.log import Log
    from clfcards.memory.day_order import Pace

_COVERAGE_FOR_EXAM = 0.5  # an unseen form is spent best once half of the cards were met


@dataclass(frozen=True, slots=True)
class Learner:
    """The deck, the log, the learner's hour at which a study day begins, and the stamps of new events."""

    deck: StudyDeck
    log: Log
    cutoff_hour: int
    stamp: Callable[[Timestamp], Stamp]


def make_plan(learner: Learner, request: PlanRequest, progress: Progress) -> WholePlan:
    """Makes the plan, or changes the one in force. Nothing is logged before its outlook is there.

    Raises UsageError, with what to do, for a request that leads to no plan.
    """
    _refuse_large(learner.deck)
    log, cutoff = learner.log, learner.cutoff_hour
    now = learner.stamp(log.time_after(PLANNING))
    day = day_of(now, cutoff)
    _refuse_without_cards(learner, day)
    history = read_plans(log, cutoff)
    before = plan_on(history, day)
    plan = requested_plan(before.plan if before is not None else None, request, date_of(day))
    plan = _with_exams(learner, plan, day, now)
    event = stamped(now, EXAM_PLAN, learner.deck.outline.code, plan_to_json(plan))
    version = PlanMade(day, event.id, plan)
    history = replace(history, made=(*history.made, version))
    plan_day = PlanDay(learner.deck, log, version, history, day, now)
    kept = with_gains(plan_day, make_outlook(plan_day, progress, is_morning=False), progress)
    promise = kept.outlook.promise(event.id)
    told = promise_event(learner.stamp(Timestamp(now.at + 1)), promise, kept.policy)
    log.append(event, told)
    write_kept(kept_path(log, learner.deck.folder), replace(kept, newest=told.id))
    return whole_plan(version, replace(history, promises=(*history.promises, promise)), day, kept)


def plan_with_gains(learner: Learner, progress: Progress) -> WholePlan | PlanOver | None:
    """The plan in force with what more time would bring, which only this makes; None if there is no plan.

    Everything else is as it was this morning, and as Today says it.

    Raises UsageError if there is one, and the deck is too large for it.
    """
    deck, log = learner.deck, learner.log
    if read_plans(log, learner.cutoff_hour).newest is not None:
        _refuse_large(deck)
    now = learner.stamp(Timestamp(0))
    found = plan_this_morning(deck, log, now, learner.cutoff_hour)
    if not isinstance(found, WholePlan) or found.gains or not found.days_left:
        return found
    day = found.now.day
    version = PlanMade(day, found.now.id, found.plan)
    kept = with_gains(PlanDay(deck, log, version, found.history, day, now), found.kept, progress)
    write_kept(kept_path(log, deck.folder), kept)
    return whole_plan(version, found.history, day, kept)


def _refuse_large(deck: StudyDeck) -> None:
    if len(deck.cards) > MOST_CARDS:
        raise UsageError(
            f"this deck has {len(deck.cards):,} cards, and a plan can weigh at most {MOST_CARDS:,}: study without one",
            NextStep.run("review"),
        )


def _refuse_without_cards(learner: Learner, day: StudyDay) -> None:
    others = learner.log.known_cards(day).others
    suspended = {key for key, state in others.items() if state.suspended is not None}
    if suspended.issuperset(_deck_cards(learner.deck)):
        raise UsageError(
            "all cards of this deck are suspended, so that there is nothing to plan: unsuspend those that you want",
            NextStep.run("history suspended"),
        )


def drop_plan(learner: Learner) -> ExamPlan:
    """Ends the plan, and returns it. Raises UsageError if there is none."""
    newest = read_plans(learner.log, learner.cutoff_hour).newest
    if newest is None or newest.plan is None:
        raise UsageError("there is no plan to drop", NextStep.run("plan"))
    learner.log.append(stamped(learner.stamp(learner.log.time_after(PLANNING)), PLAN_END, learner.deck.outline.code))
    return newest.plan


def _with_exams(learner: Learner, plan: ExamPlan, day: StudyDay, now: Stamp) -> ExamPlan:
    """The plan with as many practice exams as there are unseen forms and time for, none before half is learned."""
    deck, log = learner.deck, learner.log
    known = log.known_cards(day)
    at = local_time(now.at, now.utc_offset)
    so_far = exams_so_far(deck, log, known, at)
    possible = deck.forms.possible
    minutes = deck.readiness_terms().guide.format.minutes if possible.exam == possible.whole else 0
    days = [date_of(n) for n in range(day, plan.exam_day)]
    number = number_of_exams(so_far.forms, minutes, sum(map(plan.minutes_on, days)))
    if plan.exams_chosen is not None:
        number = min(plan.exams_chosen, so_far.forms) if minutes else 0
    met = len(known.resting) + sum(not state.is_new for state in known.others.values())
    pace = recent_study(log, learner.cutoff_hour, day).time.pace
    earliest = _half_learned(plan, days, _COVERAGE_FOR_EXAM * len(_deck_cards(deck)) - met, pace)
    chosen = exam_days(number, earliest, plan.exam_date, plan.minutes_on) if number else ()
    return placed(plan, chosen, minutes)


def _deck_cards(deck: StudyDeck) -> list[str]:
    from clfcards.memory.lazy_cards import place_of

    return [key for key in deck.cards if not place_of(deck.cards, key).spare]


def _half_learned(plan: ExamPlan, days: list[dt.date], missing: float, pace: Pace) -> dt.date:
    """The day on which so many more cards will have been met, if each takes one review later."""
    for date in days:
        if missing <= 0:
            return date
        missing -= 60 * plan.minutes_on(date) / (pace.new + pace.due)
    return plan.exam_date

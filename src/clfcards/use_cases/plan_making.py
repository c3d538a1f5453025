"""A plan whose outlook is to be made: from which deck and log, and what was done of what was planned so far."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from clfcards.exam.exam_plan import ExamPlan
from clfcards.exam.plan_history import PlanHistory, PlanMade
from clfcards.memory.event_kinds import ANSWERS
from clfcards.memory.study_day import date_of, study_day
from clfcards.model.event import Stamp, live
from clfcards.model.event_kind import UNDO
from clfcards.model.time import StudyDay, Timestamp
from clfcards.use_cases.kept_outlook import MadeFrom

if TYPE_CHECKING:
    from clfcards.decks.study import StudyDeck
    from clfcards.log.log import Log

_DAY_MS = 86_400_000
_MARGIN_DAYS = 2  # a study day can begin this long before its date does in UTC

Progress = Callable[[float], None]
"""Told from time to time which part of the work, in [0, 1], is done."""


@dataclass(frozen=True, slots=True)
class Making:
    """A plan whose outlook is to be made for a study day, from this deck and this log."""

    deck: StudyDeck
    log: Log
    version: PlanMade
    history: PlanHistory
    day: StudyDay
    now: Stamp

    @property
    def plan(self) -> ExamPlan:
        assert self.version.plan is not None
        return self.version.plan


def made_from(log: Log, version: PlanMade, day: StudyDay) -> MadeFrom:
    """What an outlook made now is made from."""
    chosen = log.settings()
    limits = chosen.get("new_per_day"), chosen.get("reviews_per_day")
    return MadeFrom(version.id, date_of(day), log.terms.weights, limits)


@dataclass(frozen=True, slots=True)
class Balance:
    """The minutes of review before today since the plan began: those done, and those planned."""

    done: float
    planned: float


def balance(
    making: Making, cutoff_hour: int, exams: Collection[dt.date], diagnostics: Mapping[dt.date, int]
) -> Balance:
    """What was done and what was planned on each day since the plan began.

    `exams` are the days of exams taken, and `diagnostics` the minutes of the diagnostics. On the day of either, planned
    or not, its minutes are not there for cards.
    """
    history, today = making.history, making.day
    first = history.versions[0].day if history.versions else today
    done = Counter[StudyDay]()
    since = Timestamp(max(0, (first - _MARGIN_DAYS) * _DAY_MS))
    for event in live(making.log.events((*ANSWERS, UNDO), since)):
        if event.kind in ANSWERS:
            done[study_day(event.at, event.utc_offset, cutoff_hour)] += event.duration or 0
    days = [StudyDay(day) for day in range(first, today)]
    planned = sum(_planned(history, day, exams, diagnostics) for day in days)
    return Balance(sum(done[day] for day in days) / 60_000, planned)


def _planned(
    history: PlanHistory, day: StudyDay, exams: Collection[dt.date], diagnostics: Mapping[dt.date, int]
) -> float:
    version = history.version_on(day)
    if version is None:
        return 0
    date = date_of(day)
    has_exam = date in exams or date in version.exams
    taken = version.exam_minutes if has_exam else diagnostics.get(date, 0)
    return max(0, version.minutes_on(date) - taken)

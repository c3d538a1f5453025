"""What was done of what the plan had for the days before today."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Collection
from dataclasses import dataclass

from clfcards.exam.plan_history import PlanHistory
from clfcards.memory.event_kinds import ANSWERS
from clfcards.memory.study_day import date_of, day_of, day_on, earliest_moment
from clfcards.model.event import live
from clfcards.model.event_kind import UNDO
from clfcards.model.time import StudyDay
from clfcards.use_cases.plan.plan_day import PlanDay
from clfcards.use_cases.plan.starting_point import diagnostic_minutes

_ALL = 0.9  # of a day's minutes; if fewer are expected to be used, there are not enough cards for them
_ENOUGH = 0.5  # of the minutes that too few cards were expected to take

MinutesOn = Callable[[StudyDay], float]


@dataclass(frozen=True, slots=True)
class Balance:
    """The minutes of review before today since the plan began: those done, and those planned."""

    done: float
    planned: float


def balance(
    plan_day: PlanDay, cutoff_hour: int, exams: Collection[dt.date], diagnostics: Collection[dt.date], diagnostic: int
) -> Balance:
    """What was done and what was planned on each day since the plan began.

    `exams` are the days of exams taken, and `diagnostics` those on which a diagnostic was planned or begun, which takes
    at most `diagnostic` minutes. On the day of either, planned or not, taken or not, its minutes are not there for
    cards.
    """
    history, today = plan_day.history, plan_day.day
    first = history.versions[0].day if history.versions else today
    done = Counter[StudyDay]()
    for event in live(plan_day.log.events((*ANSWERS, UNDO), earliest_moment(first))):
        if event.kind in ANSWERS:
            done[day_of(event, cutoff_hour)] += event.duration or 0
    days = [StudyDay(day) for day in range(first, today)]

    def minutes_on(day: StudyDay) -> float:
        return _minutes_on(history, day, exams, diagnostic if date_of(day) in diagnostics else 0)

    minutes = [done[day] / 60_000 for day in days]
    planned = (_planned(history, day, spent, minutes_on) for day, spent in zip(days, minutes, strict=True))
    return Balance(sum(minutes), sum(planned))


def _planned(history: PlanHistory, day: StudyDay, done: float, minutes_on: MinutesOn) -> float:
    """The minutes of a day, or those that were expected to be studied if there were not enough cards for more.

    For a day of which nothing was said, it is what was said of the last one before it. Whoever studied a good part of
    what was expected of too few cards has done them all: they took less time than usual.
    """
    date = date_of(day)
    minutes = minutes_on(day)
    said = [one for one in history.promises if one.date <= date and minutes_on(day_on(one.date))]
    last = max(said, key=lambda one: one.date, default=None)
    if last is None or last.used_today is None or last.used_today >= _ALL * minutes_on(day_on(last.date)):
        return minutes
    expected = min(minutes, last.used_today)
    return done if _ENOUGH * expected <= done < expected else expected


def _minutes_on(history: PlanHistory, day: StudyDay, exams: Collection[dt.date], diagnostic: int) -> float:
    version = history.version_on(day)
    if version is None:
        return 0
    date = date_of(day)
    has_exam = date in exams or date in version.exams
    minutes = version.minutes_on(date)
    return max(0, minutes - (version.exam_minutes if has_exam else diagnostic_minutes(minutes, diagnostic)))

"""What was done of what the plan had for the days before today."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from clfcards.exam.plan_history import PlanHistory
from clfcards.memory.event_kinds import ANSWERS
from clfcards.memory.study_day import date_of, day_of, earliest_moment
from clfcards.model.event import live
from clfcards.model.event_kind import UNDO
from clfcards.model.time import StudyDay
from clfcards.use_cases.plan.plan_day import PlanDay


@dataclass(frozen=True, slots=True)
class Balance:
    """The minutes of review before today since the plan began: those done, and those planned."""

    done: float
    planned: float


def balance(
    plan_day: PlanDay, cutoff_hour: int, exams: Collection[dt.date], diagnostics: Mapping[dt.date, int]
) -> Balance:
    """What was done and what was planned on each day since the plan began.

    `exams` are the days of exams taken, and `diagnostics` the minutes of the diagnostics. On the day of either, planned
    or not, its minutes are not there for cards.
    """
    history, today = plan_day.history, plan_day.day
    first = history.versions[0].day if history.versions else today
    done = Counter[StudyDay]()
    for event in live(plan_day.log.events((*ANSWERS, UNDO), earliest_moment(first))):
        if event.kind in ANSWERS:
            done[day_of(event, cutoff_hour)] += event.duration or 0
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

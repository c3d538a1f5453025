"""The plan for the exam's day: the date, the minutes of each day until then, and the practice exams.

A plan is what the learner decided. What follows from it, such as the order of today's cards, is computed from the log
each morning.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from clfcards.codec import from_json, to_json
from clfcards.memory.study_day import day_on
from clfcards.model.time import StudyDay

MOST_DAYS = 180
"""The farthest that a plan looks ahead. What a learner recalls half a year from now, no model of memory knows well."""

MOST_MINUTES = 24 * 60
MOST_USED = 2 * MOST_MINUTES  # what was studied before a plan was made can come on top
WEEKDAYS = 7
_MOST_EXAMS = 50


@dataclass(frozen=True, slots=True)
class OneDay:
    """A single date whose minutes differ from those of its weekday; 0 is a day off."""

    date: dt.date
    minutes: int


@dataclass(frozen=True, slots=True)
class ExamPlan:
    """The exam is on `exam_date`. `weekdays` are the minutes of each day of the week, Monday first; `dates` replace
    them. A practice exam takes `exam_minutes`, and is planned on each of the days `exams`; their number is that
    `exams_chosen` by the learner, or None if the program chose it.

    Raises ValueError for anything out of range.
    """

    exam_date: dt.date
    weekdays: tuple[int, ...]
    dates: tuple[OneDay, ...] = ()
    exams: tuple[dt.date, ...] = ()
    exam_minutes: int = 0
    exams_chosen: int | None = None

    def __post_init__(self) -> None:
        minutes = (*self.weekdays, *(day.minutes for day in self.dates), self.exam_minutes)
        if len(self.weekdays) != WEEKDAYS or not all(0 <= some <= MOST_MINUTES for some in minutes):
            raise ValueError(f"a plan has {WEEKDAYS} days of 0 to {MOST_MINUTES} minutes")
        if len({day.date for day in self.dates}) < len(self.dates):
            raise ValueError("a date is planned twice")
        if list(self.exams) != sorted(set(self.exams)) or len(self.exams) > _MOST_EXAMS:
            raise ValueError("the planned practice exams are not in the order of their dates")
        if self.exams_chosen is not None and not 0 <= self.exams_chosen <= _MOST_EXAMS:
            raise ValueError(f"a plan has 0 to {_MOST_EXAMS} practice exams")

    @property
    def exam_day(self) -> StudyDay:
        return day_on(self.exam_date)

    def minutes_on(self, date: dt.date) -> int:
        """The minutes of study on a date; none on the day of the exam and after it."""
        if date >= self.exam_date:
            return 0
        single = next((day.minutes for day in self.dates if day.date == date), None)
        return self.weekdays[date.weekday()] if single is None else single


@dataclass(frozen=True, slots=True)
class Promise:
    """What was said of the exam's day when the plan was made, or made again in the morning.

    `plan` is the id of the plan's event and `date` the study day. `recall` is the expected share of the deck that is
    recalled on the exam's day, `low` and `high` its 90% interval, and `value` the same share by what the exam asks.
    `minutes` of study were left. On this day, `used_today` minutes of study were expected, fewer than there were if
    there were not enough cards; None if an earlier version of the program logged it.
    """

    plan: str
    date: dt.date
    recall: float
    low: float
    high: float
    value: float
    minutes: float
    used_today: float | None = None

    def __post_init__(self) -> None:
        if not all(0 <= share <= 1 for share in (self.recall, self.low, self.high, self.value)):
            raise ValueError("a share must be from 0 to 1")
        if not 0 <= self.minutes <= MOST_DAYS * MOST_MINUTES:
            raise ValueError("the minutes left are out of range")
        if not 0 <= (self.used_today or 0) <= MOST_USED:
            raise ValueError("the minutes of the day are out of range")


def plan_to_json(plan: ExamPlan) -> dict[str, Any]:
    """The payload of a plan's event."""
    return dict(to_json(plan))


def plan_from_json(payload: Mapping[str, Any]) -> ExamPlan:
    """The plan in an event's payload. Raises ValueError if it is not valid."""
    return from_json(payload, ExamPlan)


def promise_to_json(promise: Promise) -> dict[str, Any]:
    """The payload of a promise's event."""
    return dict(to_json(promise))


def promise_from_json(payload: Mapping[str, Any]) -> Promise:
    """The promise in an event's payload. Raises ValueError if it is not valid."""
    return from_json(payload, Promise)

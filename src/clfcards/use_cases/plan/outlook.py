"""What follows from a plan on one morning: today's cards in order, what is expected of the exam's day, and each day.

It is kept until the next morning beside the log, so that only the first start of a day computes it.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from clfcards.exam.exam_plan import Promise
from clfcards.forecast.situation import NO_LIMITS, DayLimits
from clfcards.memory.day_order import Pace

_NEARLY_ALL = 0.99  # of the deck


@dataclass(frozen=True, slots=True)
class PlannedDay:
    """A day of the plan: new cards, reviews, and `minutes` for both. A practice exam takes `exam_minutes` of it.

    With `is_diagnostic`, they are those of a diagnostic.
    """

    date: dt.date
    new: int
    reviews: int
    minutes: int
    exam_minutes: int = 0
    is_diagnostic: bool = False

    @property
    def has_exam(self) -> bool:
        """Whether a whole practice exam is planned."""
        return self.exam_minutes > 0 and not self.is_diagnostic

    @property
    def is_off(self) -> bool:
        """Whether nothing at all is planned."""
        return not self.minutes and not self.exam_minutes


@dataclass(frozen=True, slots=True)
class TaskOutlook:
    """A task, how many of its cards will have been met on the exam's day, and how many it has."""

    id: str
    met: float
    cards: int


@dataclass(frozen=True, slots=True)
class DomainOutlook:
    """A domain, and the expected share of its cards that is recalled on the exam's day."""

    id: str
    recall: float


@dataclass(frozen=True, slots=True)
class Outlook:
    """The plan of one morning.

    On the exam's day, a share `recall` of the deck's cards is expected to be recalled if all minutes are studied, with
    an interval from `low` to `high`: the memory model's own 90% interval, whose lower end is lowered by what a missed
    day a week would cost. Of what the exam asks, it is a share `value`, and no plan with these minutes reaches more
    than `bound`.
    Today, `used_today` minutes of study are expected, fewer than there are if there are not enough cards.
    `order` are today's cards, the most useful first. `dropped` cards are never asked: the minutes are worth more
    elsewhere; `untested` of them are tested by no question of a practice exam. `days` begin with today.
    `desired_retention` is None unless the plan keeps one, and `usual_pace` unless the learner's own is not known yet.
    `limits` are the learner's own, and hold beside the minutes.
    """

    recall: float
    low: float
    high: float
    value: float
    bound: float
    tasks: tuple[TaskOutlook, ...]
    domains: tuple[DomainOutlook, ...]
    dropped: tuple[str, ...]
    untested: int
    days: tuple[PlannedDay, ...]
    order: tuple[str, ...]
    used_today: float
    desired_retention: float | None = None
    usual_pace: Pace | None = None
    limits: DayLimits = NO_LIMITS

    @property
    def met(self) -> int:
        return round(sum(task.met for task in self.tasks))

    @property
    def cards(self) -> int:
        return sum(task.cards for task in self.tasks)

    @property
    def is_safe(self) -> bool:
        """Whether every card will have been met, and nearly all are expected to be recalled."""
        return self.met >= self.cards and self.recall > _NEARLY_ALL

    @property
    def minutes(self) -> int:
        """The minutes for cards from today until the exam."""
        return sum(day.minutes for day in self.days)

    @property
    def exams(self) -> Sequence[dt.date]:
        """The days of the practice exams still to come."""
        return [day.date for day in self.days if day.has_exam]

    def promise(self, plan: str) -> Promise:
        """What it says of the exam's day; `plan` is the id of the plan's event."""
        date, minutes = self.days[0].date, self.minutes
        return Promise(plan, date, self.recall, self.low, self.high, self.value, minutes, self.used_today)


@dataclass(frozen=True, slots=True)
class Gain:
    """What more time would bring: so many `minutes` more a day, or `days` more until the exam, and what is expected
    then."""

    minutes: int
    days: int
    recall: float
    met: int

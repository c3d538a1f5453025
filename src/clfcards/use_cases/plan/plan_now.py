"""The plan in force on a study day, as every start knows it: what it makes of the day's settings and order, and how
far the learner is.

It has one class and few imports: each takes a millisecond of a start. `WholePlan` has the rest.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from clfcards.memory.options import MOST_PER_DAY, StudySettings
from clfcards.memory.queue import usual_arrangement
from clfcards.memory.study_day import date_of
from clfcards.model.time import StudyDay

if TYPE_CHECKING:
    from clfcards.memory.day_order import Arrangement


@dataclass(frozen=True, slots=True)
class PlanNow:
    """A plan on the study day `day`, up to the exam's day itself. `id` is that of its event.

    Today has `minutes` for cards, and perhaps a whole practice exam; `is_day_off` says that nothing is planned, though
    the exam is still to come. `order` are today's cards, the most useful first.
    On the exam's day, a share `recall` of the deck is expected to be recalled, with an interval from `low` to `high`,
    and of what the exam asks a share `value`; `promised` is the recall that was expected when the plan was made or
    changed (None if that is not known). It `is_safe` if nearly everything will be known. `minutes_left` are for cards;
    None on the exam's day, or without a card, when there is nothing to plan. Of today's, `used_today` are
    expected to be studied, fewer if there are not enough cards.
    Before today, `done` minutes of review were studied since the plan began, and `planned` were planned.
    """

    id: str
    exam_date: dt.date
    day: StudyDay
    minutes: int
    has_exam: bool
    is_day_off: bool
    order: tuple[str, ...]
    recall: float
    low: float
    high: float
    value: float
    promised: float | None
    is_safe: bool
    used_today: float
    minutes_left: int | None
    done: float
    planned: float

    @property
    def date(self) -> dt.date:
        return date_of(self.day)

    @property
    def days_left(self) -> int:
        """The number of days until the exam's day; 0 on it."""
        return (self.exam_date - self.date).days

    def minutes_ahead(self, spent_minutes: float) -> float:
        """The minutes of review ahead of the plan, after so many of today; behind it if negative.

        Today's count once they are more than its own.
        """
        return self.done + max(0.0, spent_minutes - self.minutes) - self.planned

    @property
    def points_ahead(self) -> float | None:
        """By how many points in a hundred more is expected than was promised when the plan was made or changed."""
        return None if self.promised is None else 100 * (self.recall - self.promised)

    def settings(self, settings: StudySettings, chosen: Mapping[str, Any]) -> StudySettings:
        """The day's settings under the plan. `chosen` are the settings that the learner has set.

        The plan's minutes are those of the day, and take the place of the usual numbers of cards; a number that the
        learner chose still holds. No interval reaches beyond the exam.
        """
        return replace(
            before_exam(settings, self.days_left),
            minutes_per_day=self.minutes,
            new_per_day=settings.new_per_day if chosen.get("new_per_day") is not None else MOST_PER_DAY,
            reviews_per_day=settings.reviews_per_day if chosen.get("reviews_per_day") is not None else MOST_PER_DAY,
        )

    def arrangement(self, settings: StudySettings, weights: Mapping[str, Any]) -> Arrangement:
        """The plan's order of today's cards."""
        return replace(usual_arrangement(settings, weights), planned=self.order)


def before_exam(settings: StudySettings, days_left: int) -> StudySettings:
    """The settings with no interval beyond an exam in so many days.

    A review's event has the interval that was chosen, so a replay needs no plan, and every device has the same states.
    """
    longest = min(settings.scheme.maximum_interval, max(1, days_left))
    return replace(settings, scheme=replace(settings.scheme, maximum_interval=longest))

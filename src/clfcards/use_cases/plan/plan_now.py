"""The plan in force on a study day: what it makes of the day's settings and order, and how far the learner is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from clfcards.exam.event_kinds import PLANNING
from clfcards.exam.exam_plan import ExamPlan
from clfcards.exam.plan_history import PlanHistory, PlanMade, plan_history
from clfcards.log.log import Log
from clfcards.memory.options import MOST_PER_DAY, StudySettings
from clfcards.memory.queue import usual_arrangement
from clfcards.memory.study_day import date_of
from clfcards.model.event_kind import UNDO
from clfcards.model.time import StudyDay

if TYPE_CHECKING:
    from clfcards.memory.day_order import Arrangement
    from clfcards.use_cases.plan.kept_outlook import KeptOutlook
    from clfcards.use_cases.plan.outlook import Gain, Outlook, PlannedDay


@dataclass(frozen=True, slots=True)
class PlanNow:
    """A plan on the study day `day`, up to the exam's day itself. `id` is that of its event.

    Before today, `done` minutes of review were studied since it began, and `planned` were planned. `gains` are known
    after `plan` alone.
    """

    id: str
    plan: ExamPlan
    history: PlanHistory
    day: StudyDay
    outlook: Outlook
    done: float
    planned: float
    gains: tuple[Gain, ...] = ()

    @property
    def date(self) -> dt.date:
        return date_of(self.day)

    @property
    def days_left(self) -> int:
        """The number of days until the exam's day; 0 on it."""
        return self.plan.exam_day - self.day

    @property
    def today(self) -> PlannedDay | None:
        """Today in the plan; None on the exam's day."""
        return self.outlook.days[0] if self.outlook.days else None

    @property
    def minutes(self) -> int:
        """Today's minutes for cards."""
        return self.today.minutes if self.today is not None else 0

    @property
    def is_day_off(self) -> bool:
        """Whether nothing at all is planned for today, though the exam is still to come."""
        return self.today is not None and self.today.is_off

    def minutes_ahead(self, spent_minutes: float) -> float:
        """The minutes of review ahead of the plan, after so many of today; behind it if negative.

        Today's count once they are more than its own.
        """
        return self.done + max(0.0, spent_minutes - self.minutes) - self.planned

    @property
    def points_ahead(self) -> float | None:
        """By how many points in a hundred more is expected than was promised when the plan was made or changed."""
        promised = self.history.first_promise
        return None if promised is None else 100 * (self.outlook.recall - promised.recall)

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
        return replace(usual_arrangement(settings, weights), planned=self.outlook.order)


@dataclass(frozen=True, slots=True)
class PlanOver:
    """A plan whose exam's day has passed. Its result is `recorded` if the log has one of that day or later."""

    plan: ExamPlan
    recorded: bool


def before_exam(settings: StudySettings, days_left: int) -> StudySettings:
    """The settings with no interval beyond an exam in so many days.

    A review's event has the interval that was chosen, so a replay needs no plan, and every device has the same states.
    """
    longest = min(settings.scheme.maximum_interval, max(1, days_left))
    return replace(settings, scheme=replace(settings.scheme, maximum_interval=longest))


def settings_before_exam(log: Log, settings: StudySettings, day: StudyDay) -> StudySettings:
    """The settings for cards that the learner chose: no interval reaches beyond the exam, and no limit changes."""
    version = plan_on(read_plans(log, settings.cutoff_hour), day)
    return settings if version is None or version.plan is None else before_exam(settings, version.plan.exam_day - day)


def read_plans(log: Log, cutoff_hour: int) -> PlanHistory:
    """Every version of the plan in the log, and what was promised."""
    return plan_history(log.events((*PLANNING, UNDO)), cutoff_hour)


def plan_on(history: PlanHistory, day: StudyDay) -> PlanMade | None:
    """The plan in force on a day: the newest one, if its exam is not over."""
    newest = history.newest
    if newest is None or newest.plan is None or day > newest.plan.exam_day:
        return None
    return newest


def plan_now(version: PlanMade, history: PlanHistory, day: StudyDay, kept: KeptOutlook) -> PlanNow:
    """The plan of this version on the day for which its outlook was kept."""
    assert version.plan is not None
    return PlanNow(version.id, version.plan, history, day, kept.outlook, kept.done, kept.planned, kept.gains)

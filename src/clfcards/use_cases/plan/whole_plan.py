"""The plan in force on a study day with everything that was computed for it, as `plan` shows it."""

import datetime as dt
from dataclasses import dataclass

from clfcards.exam.exam_plan import ExamPlan
from clfcards.exam.plan_history import PlanHistory, PlanMade
from clfcards.model.time import StudyDay
from clfcards.use_cases.plan.kept_outlook import KeptOutlook
from clfcards.use_cases.plan.outlook import Gain, Outlook
from clfcards.use_cases.plan.plan_now import PlanNow


@dataclass(frozen=True, slots=True)
class WholePlan:
    """A plan `now`, what the learner decided, its history, and the outlook that was `kept`."""

    now: PlanNow
    plan: ExamPlan
    history: PlanHistory
    kept: KeptOutlook

    @property
    def outlook(self) -> Outlook:
        return self.kept.outlook

    @property
    def gains(self) -> tuple[Gain, ...]:
        """What more time would bring; it is known after `plan` alone."""
        return self.kept.gains

    @property
    def date(self) -> dt.date:
        return self.now.date

    @property
    def days_left(self) -> int:
        """The number of days until the exam's day; 0 on it."""
        return self.now.days_left


def whole_plan(version: PlanMade, history: PlanHistory, day: StudyDay, kept: KeptOutlook) -> WholePlan:
    """The plan of this version on the day for which its outlook was kept."""
    assert version.plan is not None
    return WholePlan(_now(version.id, version.plan, history, day, kept), version.plan, history, kept)


def _now(id_: str, plan: ExamPlan, history: PlanHistory, day: StudyDay, kept: KeptOutlook) -> PlanNow:
    outlook, promised = kept.outlook, history.first_promise
    today = outlook.days[0] if outlook.days else None
    return PlanNow(
        id=id_,
        exam_date=plan.exam_date,
        day=day,
        minutes=0 if today is None else today.minutes,
        has_exam=today is not None and today.has_exam,
        is_day_off=today is not None and today.is_off,
        order=outlook.order,
        recall=outlook.recall,
        low=outlook.low,
        high=outlook.high,
        value=outlook.value,
        promised=None if promised is None else promised.recall,
        is_safe=outlook.is_safe,
        used_today=outlook.used_today,
        minutes_left=None if today is None else outlook.minutes,
        done=kept.done,
        planned=kept.planned,
    )

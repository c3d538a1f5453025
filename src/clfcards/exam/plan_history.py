"""Every version of the plan for the exam's day, and what was promised, as they follow from the log's events."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from clfcards.exam.event_kinds import EXAM_PLAN, PLAN_END, PROMISE, UNREADABLE
from clfcards.exam.exam_plan import ExamPlan, Promise, plan_from_json, promise_from_json
from clfcards.memory.study_day import day_of
from clfcards.model.event import Event, live
from clfcards.model.time import StudyDay


class PlanMade(NamedTuple):
    """A plan from the study day on which it was made or changed; `plan` is None from the day on which it was ended."""

    day: StudyDay
    id: str
    plan: ExamPlan | None


@dataclass(frozen=True, slots=True)
class PlanHistory:
    """Every version of the plan, oldest first, and what was promised."""

    made: tuple[PlanMade, ...] = ()
    promises: tuple[Promise, ...] = ()

    @property
    def newest(self) -> PlanMade | None:
        """The newest plan, even if its exam is over; None if there is none, or the learner ended it."""
        last = self.made[-1] if self.made else None
        return last if last is not None and last.plan is not None else None

    @property
    def versions(self) -> tuple[PlanMade, ...]:
        """The versions of the newest plan: those since the learner ended the one before, or its exam was over."""
        found: list[PlanMade] = []
        for version in self.made:
            before = found[-1].plan if found else None
            if version.plan is None or (before is not None and version.day > before.exam_day):
                found = []
            if version.plan is not None:
                found.append(version)
        return tuple(found)

    def version_on(self, day: StudyDay) -> ExamPlan | None:
        """The version of the newest plan that held at the end of a study day; None before there was one."""
        return next((one.plan for one in reversed(self.versions) if one.day <= day), None)

    @property
    def first_promise(self) -> Promise | None:
        """What the newest version promised when it was made."""
        newest = self.newest
        return next((one for one in self.promises if newest is not None and one.plan == newest.id), None)


def plan_history(events: Iterable[Event], cutoff_hour: int) -> PlanHistory:
    """The history in these events, which can be in any order. Undone ones do not count, nor any that a newer program
    wrote and this one cannot read."""
    made: list[PlanMade] = []
    promises: list[Promise] = []
    for event in live(events):
        try:
            if event.kind == EXAM_PLAN:
                made.append(PlanMade(day_of(event, cutoff_hour), event.id, plan_from_json(event.payload)))
            elif event.kind == PLAN_END:
                made.append(PlanMade(day_of(event, cutoff_hour), event.id, None))
            elif event.kind == PROMISE:
                promises.append(promise_from_json(event.payload))
        except UNREADABLE:
            continue
    return PlanHistory(tuple(made), tuple(promises))

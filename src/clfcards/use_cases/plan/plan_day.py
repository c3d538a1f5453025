"""A plan on a study day, with everything from which its outlook is made."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from clfcards.exam.exam_plan import ExamPlan
from clfcards.exam.plan_history import PlanHistory, PlanMade
from clfcards.model.event import Stamp
from clfcards.model.time import StudyDay

if TYPE_CHECKING:
    from clfcards.decks.study import StudyDeck
    from clfcards.log.log import Log

Progress = Callable[[float], None]
"""Told from time to time which part of the work, in [0, 1], is done."""


@dataclass(frozen=True, slots=True)
class PlanDay:
    """A version of the plan on a study day, and the deck and the log from which its outlook is made."""

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

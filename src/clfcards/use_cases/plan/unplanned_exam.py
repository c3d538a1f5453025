"""What a practice exam outside the plan costs: unseen forms are few, and the plan has days for them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from clfcards.exam.exam_days import remaining_exams
from clfcards.exam.sightings import finished, met_lately
from clfcards.memory.study_day import date_of, day_of
from clfcards.model.event import Stamp
from clfcards.use_cases.plan.plans_in_log import plan_on, read_plans

if TYPE_CHECKING:
    from clfcards.decks.exam_forms import ExamForms
    from clfcards.use_cases.practice import Practice

_SOON_DAYS = 1  # an exam on the eve of a planned one is that one


@dataclass(frozen=True, slots=True)
class UnplannedExam:
    """So many unseen forms are left before this exam begins; the plan has exams on the days `planned`."""

    unseen_forms: int
    planned: tuple[dt.date, ...]


def unplanned_exam(practice: Practice, forms: Callable[[], ExamForms], now: Stamp) -> UnplannedExam | None:
    """What it costs; None without a plan, or for an exam that the plan has for today or tomorrow."""
    cutoff = practice.log.terms.cutoff_hour
    day = day_of(now, cutoff)
    version = plan_on(read_plans(practice.log, cutoff), day)
    if version is None or version.plan is None:
        return None
    sittings = practice.logged.read
    at = dt.datetime.fromtimestamp(now.at / 1000, dt.UTC)
    unseen = forms().unseen(met_lately(sittings, at, practice.reviews))
    taken = tuple(sitting.last.wall.date() for sitting in finished(sittings) if sitting.form.kind == "exam")
    today = date_of(day)
    planned = remaining_exams(version.plan, taken, today, unseen)
    if any((exam - today).days <= _SOON_DAYS for exam in planned):
        return None
    return UnplannedExam(unseen, planned)

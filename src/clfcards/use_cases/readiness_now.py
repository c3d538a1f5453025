"""Readiness from the log and from what is kept of the sources: without the texts of the bank."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from clfcards.exam.fitted_table import FittedTable, counted_until
from clfcards.exam.likely_form import next_form
from clfcards.exam.readiness import Readiness, assess
from clfcards.exam.sightings import Reviews, calibrating_answers, finished, met_lately, sat_sittings
from clfcards.exam.signals import signals_of
from clfcards.exam.sitting import Sitting

if TYPE_CHECKING:
    from clfcards.decks.exam_forms import ExamForms
    from clfcards.decks.readiness_terms import ReadinessTerms
    from clfcards.exam.evidence import Recall


@dataclass(frozen=True, slots=True)
class Examined:
    """An exam, for the assessment: its terms, the forms that its bank fills, and what was fitted to all learners."""

    terms: ReadinessTerms
    forms: ExamForms
    fitted: FittedTable


def readiness_now(
    exam: Examined, sittings: Sequence[Sitting], reviews: Reviews, memory: Mapping[str, Recall], at: dt.datetime
) -> Readiness:
    """The readiness at this time of a learner with these sittings (oldest first), reviews of questions, and recall by
    domain id."""
    guide, sat = exam.terms.guide, sat_sittings(sittings, reviews)
    answers = calibrating_answers(sittings, counted_until(exam.fitted, sittings))
    return assess(
        guide,
        signals_of(guide, finished(sittings), sat),
        sat,
        at,
        memory,
        next_form(guide, exam.terms.questions, exam.fitted.estimates, answers),
        exam.forms.possible,
        has_unseen_form=exam.forms.unseen(met_lately(sittings, at, reviews)) > 0,
        real_results=len(exam.fitted.results),
    )

"""The forms that a page of practice exams offers: a diagnostic, and exams that share no question."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from clfcards.exam.assembly import Experience, Request, assemble
from clfcards.exam.diagnostic_length import diagnostic_length
from clfcards.exam.difficulty import Estimate, estimates
from clfcards.exam.form import Form
from clfcards.exam.form_refused import FormRefused
from clfcards.exam.forms_in_a_row import forms_without_repeat
from clfcards.exam.possible import possible_forms
from clfcards.exam.reference import cut_ability

if TYPE_CHECKING:
    from clfcards.model.bank import Question
    from clfcards.model.guide import Guide

MOST_EXAMS = 8
"""How many exams a page has at most: a learner who took them all knows where they stand."""


@dataclass(frozen=True, slots=True)
class PracticeForms:
    """The forms. No question is in two of them, so that no score measures the memory of an earlier form.

    `diagnostic` is None if the bank has too few study questions for one.
    """

    diagnostic: Form | None
    exams: tuple[Form, ...]

    @property
    def all(self) -> tuple[Form, ...]:
        return (*([self.diagnostic] if self.diagnostic else []), *self.exams)


def practice_forms(
    guide: Guide, shares: Mapping[str, int], questions: Sequence[Question], fitted: Mapping[str, Estimate]
) -> PracticeForms:
    """The forms of a new learner: those that `clfcards exam` would give with seed 0, then 1, and so on.

    `fitted` are the difficulties that the bank brings. The same sources always give the same forms.
    """
    known = list({q.id: q for q in questions if q.task in guide.tasks}.values())
    difficulties = estimates(known, guide.practice, cut_ability(guide), fitted, {})
    exam = [question for question in known if question.pool == "exam"]
    study = [question for question in known if question.pool == "study"]
    exams = forms_without_repeat(guide, shares, exam, difficulties, MOST_EXAMS)
    return PracticeForms(
        diagnostic=_form(guide, shares, study, difficulties, Request("diagnostic", diagnostic_length(guide))),
        exams=exams or _longest(guide, shares, exam, study, difficulties),
    )


def _longest(
    guide: Guide,
    shares: Mapping[str, int],
    exam: Sequence[Question],
    study: Sequence[Question],
    difficulties: Mapping[str, Estimate],
) -> tuple[Form, ...]:
    """The longest exam of a bank that is too small for a whole one; none if it would be too short for a score."""
    length = possible_forms(guide, exam, study).exam
    if 2 * length < guide.format.scored or length == 0:
        return ()
    form = _form(guide, shares, exam, difficulties, Request("exam", length))
    return (form,) if form else ()


def _form(
    guide: Guide,
    shares: Mapping[str, int],
    questions: Sequence[Question],
    difficulties: Mapping[str, Estimate],
    request: Request,
) -> Form | None:
    try:
        return assemble(guide, shares, questions, request, Experience({}, difficulties), seed=0)
    except FormRefused:
        return None

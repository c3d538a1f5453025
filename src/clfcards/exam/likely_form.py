"""The form that stands for the next exam when readiness is judged: which questions, and how hard they are now.

The bank alone decides on the questions, so they can be kept without their texts. Their difficulties follow the answers
of all learners, and then this learner's own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from clfcards.exam.difficulty import Estimate, calibrated
from clfcards.exam.evidence import NextForm, reference_form
from clfcards.exam.score import right_needed

if TYPE_CHECKING:  # needed only to assemble the form; importing them takes 20 ms
    from clfcards.model.bank import Question
    from clfcards.model.guide import Guide


class LikelyQuestion(NamedTuple):
    """A scored question: its domain, and its difficulty by the sources alone with the standard error, in logits."""

    id: str
    domain: str
    logits: float
    error: float


def likely_questions(
    guide: Guide, shares: Mapping[str, int], questions: Sequence[Question]
) -> tuple[LikelyQuestion, ...]:
    """The scored questions of a form that the bank fills; none if it cannot fill an exam."""
    from clfcards.exam.assembly import Experience, Request, assemble
    from clfcards.exam.difficulty import estimates
    from clfcards.exam.form_refused import FormRefused
    from clfcards.exam.reference import cut_ability

    difficulties = estimates(questions, guide.practice, cut_ability(guide), {}, {})
    try:
        form = assemble(guide, shares, questions, Request("exam"), Experience({}, difficulties), seed=0)
    except FormRefused:
        return ()
    scored = [(q.id, q.domain, difficulties[q.id]) for q in form.questions if q.scored]
    return tuple(LikelyQuestion(id_, domain, start.logits, start.error) for id_, domain, start in scored)


def next_form(
    guide: Guide,
    questions: Iterable[LikelyQuestion],
    fitted: Mapping[str, Estimate],
    answers: Mapping[str, Sequence[tuple[float, bool]]],
) -> NextForm:
    """The form with the difficulties of the `fitted` table, corrected by this learner's `answers`.

    If the bank cannot fill an exam, it is the reference form, whose questions are spread over the domains.
    """
    found = [
        (q.domain, calibrated(fitted.get(q.id) or Estimate(q.logits, q.error), answers.get(q.id, ())).logits)
        for q in questions
    ]
    if not found:
        return reference_form(guide)
    return NextForm(tuple(found), right_needed(guide, [difficulty for _, difficulty in found]))

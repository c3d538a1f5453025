"""What all-or-nothing scoring cost: the multiple-response questions that were answered partly right."""

import math
from dataclasses import dataclass

from clfcards.exam.form import FormQuestion
from clfcards.exam.points import points_at
from clfcards.exam.report import Report
from clfcards.model.guide import Guide
from clfcards.model.number import Number


@dataclass(frozen=True, slots=True)
class PartlyRight:
    """Of the `of` scored multiple-response questions, `partly` were answered with some of the right options only.

    `answers` is what they would have been worth with partial credit, each the share of its right options that was
    chosen; `points` is the same in the unit of the score, None if the report has no score.
    """

    of: int
    partly: int
    answers: float
    points: Number | None


def partly_right(guide: Guide, report: Report) -> PartlyRight:
    """The cost of all-or-nothing scoring in this report."""
    scored = [q for q in report.sitting.questions if q.scored]
    multiple = [q for q in scored if len(q.key) > 1]
    shares = [share for q in multiple if 0 < (share := share_right(q, report.sitting.answers.get(q.id, ()))) < 1]
    answers = math.fsum(shares)
    points: Number | None = None
    if report.result is not None:
        difficulties = [q.difficulty for q in scored]
        cost = points_at(guide, difficulties, report.raw + answers) - points_at(guide, difficulties, report.raw)
        points = round(cost) if report.result.score.kind == "scaled" else round(cost, 1)
    return PartlyRight(len(multiple), len(shares), answers, points)


def share_right(question: FormQuestion, chosen: tuple[str, ...]) -> float:
    """The share of the question's right options that were chosen, in [0, 1]."""
    return len(question.key.intersection(chosen)) / len(question.key)

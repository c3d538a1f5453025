"""The margin of a pass: how far above the passing score a learner should be before the exam, and what nerves cost.

Source: AWS Cloud Practitioner Passing Score Explained, 30 June 2026: "a more realistic target is to consistently score
750-800 or higher"; "real exam-day nerves typically cost a few percentage points".
"""

from collections.abc import Sequence
from dataclasses import dataclass

from clfcards.exam.points import points_at
from clfcards.exam.readiness import NERVES
from clfcards.exam.report import Report
from clfcards.exam.score import FormScore
from clfcards.exam.signals import signal_mark
from clfcards.model.guide import Guide
from clfcards.model.number import Number


@dataclass(frozen=True, slots=True)
class NarrowPass:
    """A pass below the target, which is from `low` to `high`; nerves would cost about `nerves`.

    All are in the unit of the score.
    """

    low: Number
    high: Number
    nerves: Number


def narrow_pass(guide: Guide, report: Report) -> NarrowPass | None:
    """Why this pass is a narrow one; None if it is no pass, or if it reaches the target."""
    if report.result is None:
        return None
    return narrow_score(guide, [q.difficulty for q in report.sitting.questions if q.scored], report.result)


def narrow_score(guide: Guide, difficulties: Sequence[float], result: FormScore) -> NarrowPass | None:
    """As `narrow_pass`, for the score of a form with these difficulties.

    The target is the mark that several attempts in a row should reach, and as far again above it.
    """
    score = result.score
    if not score.passed:
        return None
    low, cut = signal_mark(guide), guide.pass_rule.cut
    whole = len(difficulties) / guide.format.scored if score.kind == "raw" else 1
    if score.value >= low * whole:
        return None
    nervous = points_at(guide, difficulties, max(0.0, result.raw - NERVES * len(difficulties)))
    cost = points_at(guide, difficulties, result.raw) - nervous
    return NarrowPass(low, round(2 * low - cut), round(cost) if score.kind == "scaled" else round(cost, 1))

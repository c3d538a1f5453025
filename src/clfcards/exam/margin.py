"""The margin of a pass: how far above the passing score a learner should be before the exam, and what nerves cost.

Source: AWS Cloud Practitioner Passing Score Explained, 30 June 2026: "a more realistic target is to consistently score
750-800 or higher"; "real exam-day nerves typically cost a few percentage points".
"""

from dataclasses import dataclass

from clfcards.exam.points import points_at
from clfcards.exam.readiness import NERVES
from clfcards.exam.report import Report
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
    """Why this pass is a narrow one; None if it is no pass, or if it reaches the target.

    The target is the mark that several attempts in a row should reach, and as far again above it.
    """
    if not report.passed or report.score is None:
        return None
    low, cut = signal_mark(guide), guide.pass_rule.cut
    difficulties = [q.difficulty for q in report.sitting.questions if q.scored]
    whole = len(difficulties) / guide.format.scored if report.score.kind == "raw" else 1
    if report.score.value >= low * whole:
        return None
    nervous = points_at(guide, difficulties, max(0.0, report.raw - NERVES * len(difficulties)))
    cost = points_at(guide, difficulties, report.raw) - nervous
    return NarrowPass(low, round(2 * low - cut), round(cost) if report.score.kind == "scaled" else round(cost, 1))

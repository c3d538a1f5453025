"""The margin of a pass: how far above the passing score a learner should be before the exam, and what nerves cost.

Source: AWS Cloud Practitioner Passing Score Explained, 30 June 2026: "a more realistic target is to consistently score
750-800 or higher"; "real exam-day nerves typically cost a few percentage points".
"""

from dataclasses import dataclass

from clfcards.exam.points import points_at
from clfcards.exam.readiness import NERVES, SIGNAL_MARGIN
from clfcards.exam.report import Report
from clfcards.exam.scale import scale_of
from clfcards.model.guide import Guide


@dataclass(frozen=True, slots=True)
class NarrowPass:
    """A pass below the target, which is from `low` to `high` points; nerves would cost about `nerves` points."""

    low: int
    high: int
    nerves: int


def narrow_pass(guide: Guide, report: Report) -> NarrowPass | None:
    """Why this pass is a narrow one; None if it is no pass or reaches the target."""
    terms = guide.format
    width = (terms.scale_maximum - terms.scale_pass) * SIGNAL_MARGIN
    low, high = round(terms.scale_pass + width), round(terms.scale_pass + 2 * width)
    if not report.passed or report.scaled is None or report.scaled.points >= low:
        return None
    scale, difficulties = scale_of(guide), [q.difficulty for q in report.sitting.questions if q.scored]
    with_nerves = points_at(scale, difficulties, max(0.0, report.raw - NERVES * len(difficulties)))
    return NarrowPass(low, high, round(points_at(scale, difficulties, report.raw) - with_nerves))

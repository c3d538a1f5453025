"""Scores of a number of right answers that need not be whole, not rounded: for estimates, and for what nerves cost."""

from collections.abc import Sequence

from clfcards.exam.scale import equated, scale_of, two_lines
from clfcards.exam.score import is_equated
from clfcards.model.guide import Guide
from clfcards.model.pass_rule import PercentPass, RawPass, ScaledPass


def points_at(guide: Guide, difficulties: Sequence[float], right: float) -> float:
    """The score, in the unit of the exam, of `right` right answers to questions with these difficulties."""
    if is_equated(guide):
        return points_of_exam(guide, equated(scale_of(guide), difficulties, right))
    return _in_proportion(guide, right, len(difficulties))


def points_of_exam(guide: Guide, right: float) -> float:
    """The score, in the unit of the exam, of `right` right answers on the reference form, which is a whole exam."""
    if is_equated(guide):
        scale = scale_of(guide)
        return two_lines(scale, right, scale.reference_cut, len(scale.reference))
    return _in_proportion(guide, right, guide.format.scored)


def bends_of_exam(guide: Guide) -> list[float]:
    """The numbers of right answers between which `points_of_exam` is a straight line, from none to all."""
    ends = [0.0, float(guide.format.scored)]
    return [ends[0], float(scale_of(guide).reference_cut), ends[1]] if is_equated(guide) else ends


def _in_proportion(guide: Guide, right: float, of: int) -> float:
    match guide.pass_rule:
        case RawPass():
            return right
        case PercentPass():
            return 100 * right / of
        case ScaledPass(minimum, maximum, _):
            return minimum + (maximum - minimum) * right / of

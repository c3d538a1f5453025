"""Scores of a number of right answers that need not be whole: for what a half-right answer or nerves cost."""

from collections.abc import Sequence

from clfcards.exam.scale import Scale, equated, two_lines


def points_at(scale: Scale, difficulties: Sequence[float], right: float) -> float:
    """Scaled points, not rounded, of `right` right answers to questions with these difficulties."""
    return points_of_reference(scale, equated(scale, difficulties, right))


def points_of_reference(scale: Scale, right: float) -> float:
    """Scaled points, not rounded, of `right` right answers on the reference form."""
    return two_lines(scale, right, scale.reference_cut, len(scale.reference))

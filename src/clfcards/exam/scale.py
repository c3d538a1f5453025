"""Turns right answers into a scaled score: true-score equating to a reference form, then two lines through the cut.

This is for practice only, because the vendor does not publish its conversion. Source of the method:
Kolen & Brennan, "Test Equating, Scaling, and Linking", true-score equating.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from clfcards.exam.rasch import ability_at, expected_right, probability_of_reaching, variance_right
from clfcards.exam.reference import reference_difficulties
from clfcards.model.guide import Guide
from clfcards.model.pass_rule import ScaledPass

_ROUNDING = 1e-9  # the tolerance for rounding errors: the reference form's own cut is computed as 34.99999999999999


_ability_at = lru_cache(maxsize=8)(ability_at)  # each form is scored with a scale of its own, and all are alike


@dataclass(frozen=True)
class Scale:
    """The reporting scale, and the reference form that defines it.

    `reference` holds the reference form's Rasch difficulties in logits; `reference_cut` is the number of
    its questions that must be right to pass.
    """

    minimum: int
    passing: int
    maximum: int
    reference: tuple[float, ...]
    reference_cut: float

    @cached_property
    def cut_ability(self) -> float:
        """The ability, in logits, whose true score on the reference form is the cut."""
        return _ability_at(self.reference_cut, self.reference)


@dataclass(frozen=True, slots=True)
class ScaledScore:
    """The score on one form. `low` and `high` are one standard error below and above `points`.

    `cut` is this form's raw cut; `repeat_pass` is the probability that a learner with exactly the
    demonstrated ability would pass this form.
    """

    raw: int
    of: int
    cut: int
    points: int
    passed: bool
    low: int
    high: int
    repeat_pass: float


def scale_of(guide: Guide) -> Scale:
    """The guide's scale with its reference form. Raises ValueError if the guide has no scale or no model for it."""
    rule, cut = guide.pass_rule, guide.practice.raw_cut
    if not isinstance(rule, ScaledPass) or cut is None:
        raise ValueError("the guide does not equate its forms to a scale")
    return _scale(rule.minimum, rule.cut, rule.maximum, reference_difficulties(guide), cut)


@lru_cache(maxsize=8)
def _scale(minimum: int, passing: int, maximum: int, reference: tuple[float, ...], cut: float) -> Scale:
    """The scale, one for all scores of an exam, so that its ability at the cut is computed once."""
    return Scale(minimum, passing, maximum, reference, cut)


def form_cut(scale: Scale, difficulties: Sequence[float]) -> int:
    """The least number of right answers that passes on a form with these difficulties."""
    return math.ceil(expected_right(scale.cut_ability, difficulties) - _ROUNDING)


def equated(scale: Scale, difficulties: Sequence[float], raw: float) -> float:
    """The number of right answers on the reference form that is equivalent to `raw` right answers on this one."""
    if raw <= 0:
        return 0.0
    if raw >= len(difficulties):
        return float(len(scale.reference))
    return expected_right(ability_at(raw, difficulties), scale.reference)


def two_lines(scale: Scale, right: float, cut: float, of: int) -> float:
    """Scaled points before rounding: linear from none right to the cut, and linear from the cut to all right."""
    if right < cut:
        return scale.minimum + (scale.passing - scale.minimum) * right / cut
    return scale.passing + (scale.maximum - scale.passing) * (right - cut) / (of - cut)


def shown_points(scale: Scale, points: float, passed: bool) -> int:
    """The points rounded half up; a fail never shows the passing score, and a pass never shows less."""
    rounded = math.floor(points + 0.5)
    return max(rounded, scale.passing) if passed else min(rounded, scale.passing - 1)


def points_of(scale: Scale, difficulties: Sequence[float], raw: int, cut: int) -> int:
    """The scaled points of `raw` right answers on a form with these difficulties, which `cut` of them pass."""
    return shown_points(scale, _points(scale, equated(scale, difficulties, raw)), raw >= cut)


def scaled_score(scale: Scale, difficulties: Sequence[float], raw: int) -> ScaledScore:
    """The scaled score of `raw` right answers on a form with these difficulties, with its standard error.

    Raises ValueError unless `raw` is from 0 to the number of questions and there is at least one question.
    """
    if not 0 <= raw <= len(difficulties) or not difficulties:
        raise ValueError(f"{raw} right answers to {len(difficulties)} questions cannot be scaled")
    cut = form_cut(scale, difficulties)
    passed = raw >= cut
    low, high = _one_error_around(scale, difficulties, raw)
    points = points_of(scale, difficulties, raw, cut)
    return ScaledScore(
        raw=raw,
        of=len(difficulties),
        cut=cut,
        points=points,
        passed=passed,
        low=min(points, math.floor(low + 0.5)),
        high=max(points, math.floor(high + 0.5)),
        repeat_pass=probability_of_reaching(cut, ability_of(difficulties, raw), difficulties),
    )


def ability_of(difficulties: Sequence[float], raw: int) -> float:
    """The ability, in logits, that `raw` right answers indicate.

    None and all right indicate no finite ability, so they count as half an answer more or less.
    """
    return ability_at(min(max(raw, 0.5), len(difficulties) - 0.5), difficulties)


def _points(scale: Scale, right: float) -> float:
    return two_lines(scale, right, scale.reference_cut, len(scale.reference))


def _one_error_around(scale: Scale, difficulties: Sequence[float], raw: int) -> tuple[float, float]:
    """Scaled points one standard error of measurement below and above the score.

    The error in right answers on the form is √Σp(1−p); on the reference form it is that times the
    ratio of the two slopes, which under the Rasch model are the variances themselves.
    """
    ability = ability_of(difficulties, raw)
    own = variance_right(ability, difficulties)
    error = math.sqrt(own) * variance_right(ability, scale.reference) / own
    center = equated(scale, difficulties, raw)
    of = len(scale.reference)
    return _points(scale, max(0.0, center - error)), _points(scale, min(float(of), center + error))

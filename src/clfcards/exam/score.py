"""The score of a form, in the unit of the exam: points on a scale, right answers, or percent."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from clfcards.exam.form import Kind
from clfcards.exam.rasch import probability_of_reaching, variance_right
from clfcards.exam.reference import right_in_proportion
from clfcards.exam.scale import ability_of, form_cut, points_of, scale_of, scaled_score
from clfcards.model.guide import Guide
from clfcards.model.number import Number, as_number, exactly
from clfcards.model.pass_rule import PercentPass, RawPass, ScaledPass

if TYPE_CHECKING:  # an exam with a scale needs no fractions; they take 2 ms to import
    from fractions import Fraction

ScoreKind = Literal["scaled", "raw", "percent"]


@dataclass(frozen=True, slots=True)
class Score:
    """A score with what passes. All numbers are in the unit of `kind`: points, right answers, or percent.

    `low` and `high` are one standard error below and above `value`. `cut` is what passes a form like this one: a raw
    pass mark is in proportion to the number of questions. `passed` is None if the form is too short for a verdict.
    """

    kind: ScoreKind
    value: Number
    cut: Number
    low: Number
    high: Number
    passed: bool | None


@dataclass(frozen=True, slots=True)
class FormScore:
    """The score of `raw` of `of` right answers, of which `cut` or more pass this form.

    `repeat_pass` is the probability that a learner with exactly the demonstrated ability would pass this form.
    """

    raw: int
    of: int
    cut: int
    score: Score
    repeat_pass: float

    @property
    def passed(self) -> bool:
        return self.raw >= self.cut

    @property
    def standard_error(self) -> Number:
        """Half the width from `low` to `high`, in the unit of the score."""
        half = (self.score.high - self.score.low) / 2
        return round(half, 1) if self.score.kind == "percent" else round(half)


@dataclass(frozen=True, slots=True)
class Axis:
    """The scores that are possible, from `lowest` to `highest`, and the one that passes."""

    kind: ScoreKind
    lowest: Number
    highest: Number
    cut: Number

    def position(self, number: Number) -> float:
        """Where a score is on the axis, in [0, 1]."""
        return (number - self.lowest) / (self.highest - self.lowest)

    def at(self, share: Fraction) -> Fraction:
        """The score for a share of right answers, on a straight line."""
        return exactly(self.lowest) + exactly(self.highest - self.lowest) * min(max(share, exactly(0)), exactly(1))

    @property
    def _step(self) -> Fraction:
        """Scores are shown in multiples of this: of a tenth of a percent, or as precisely as the pass mark."""
        if self.kind != "percent":
            return exactly(1)
        return exactly(0.1) if (10 * exactly(self.cut)).denominator == 1 else exactly(0.01)

    def rounded(self, value: Fraction) -> Fraction:
        """The value as it is shown; halves are rounded up."""
        return math.floor(value / self._step + exactly(0.5)) * self._step

    def shown(self, value: Fraction, *, passed: bool) -> Fraction:
        """The value rounded; a fail never shows the passing score, and a pass never shows less."""
        cut = exactly(self.cut)
        return max(self.rounded(value), cut) if passed else min(self.rounded(value), cut - self._step)


def score_kind(guide: Guide) -> ScoreKind:
    """The unit of the exam's scores."""
    match guide.pass_rule:
        case ScaledPass():
            return "scaled"
        case RawPass():
            return "raw"
        case PercentPass():
            return "percent"


def whole_exam(guide: Guide) -> Axis:
    """The axis for the scores of a whole exam."""
    match guide.pass_rule:
        case ScaledPass(minimum, maximum, cut):
            return Axis("scaled", minimum, maximum, cut)
        case RawPass(cut):
            return Axis("raw", 0, guide.format.scored, cut)
        case PercentPass(cut):
            return Axis("percent", 0, 100, cut)


def axis_of(guide: Guide, of: int, cut: int) -> Axis:
    """The axis for the scores of a form of `of` questions whose raw cut is `cut`."""
    if isinstance(guide.pass_rule, RawPass):
        return Axis("raw", 0, of, cut)
    return whole_exam(guide)


def is_equated(guide: Guide) -> bool:
    """Whether forms are made comparable by their difficulty: only if the guide has a scale and the model for it."""
    return isinstance(guide.pass_rule, ScaledPass) and guide.practice.raw_cut is not None


def right_needed(guide: Guide, difficulties: Sequence[float]) -> int:
    """The least number of right answers that passes a form with these difficulties, in logits."""
    if is_equated(guide):
        return form_cut(scale_of(guide), difficulties)
    return right_in_proportion(guide, len(difficulties))


def has_score(guide: Guide, kind: Kind, scored: int) -> bool:
    """Whether a form of this kind with `scored` scored questions has a score of its own.

    A domain or missed questions are no sample of the exam, and a score of fewer than half of the exam's scored
    questions would say more than they show.
    """
    return kind == "exam" and scored > 0 and 2 * scored >= guide.format.scored


def score_value(guide: Guide, difficulties: Sequence[float], raw: int) -> Number:
    """The value of `score_form` alone: without its error it is computed in a tenth of the time."""
    cut = right_needed(guide, difficulties)
    if is_equated(guide):
        return points_of(scale_of(guide), difficulties, raw, cut)
    of = len(difficulties)
    axis = axis_of(guide, of, cut)
    return as_number(axis.shown(axis.at(exactly(raw) / of), passed=raw >= cut))


def score_form(guide: Guide, difficulties: Sequence[float], raw: int, *, is_verdict: bool = True) -> FormScore:
    """The score of `raw` right answers to questions with these difficulties.

    Without `is_verdict`, the score does not say whether it passes. Raises ValueError unless `raw` is from 0 to the
    number of questions and there is at least one question.
    """
    of = len(difficulties)
    if not 0 <= raw <= of or not of:
        raise ValueError(f"{raw} right answers to {of} questions cannot be scored")
    if is_equated(guide):
        scale = scale_of(guide)
        scaled = scaled_score(scale, difficulties, raw)
        passed = scaled.passed if is_verdict else None
        score = Score("scaled", scaled.points, scale.passing, scaled.low, scaled.high, passed)
        return FormScore(raw, of, scaled.cut, score, scaled.repeat_pass)
    cut = right_needed(guide, difficulties)
    score = _unequated(guide, difficulties, raw, cut, raw >= cut if is_verdict else None)
    return FormScore(raw, of, cut, score, probability_of_reaching(cut, ability_of(difficulties, raw), difficulties))


def _unequated(guide: Guide, difficulties: Sequence[float], raw: int, cut: int, passed: bool | None) -> Score:
    """The score by the share of right answers alone."""
    of = len(difficulties)
    error = exactly(math.sqrt(variance_right(ability_of(difficulties, raw), difficulties)))
    axis = axis_of(guide, of, cut)
    low, value, high = (axis.at(right / of) for right in (raw - error, exactly(raw), raw + error))
    shown = axis.shown(value, passed=raw >= cut)
    return Score(
        kind=axis.kind,
        value=as_number(shown),
        cut=axis.cut,
        low=as_number(min(shown, axis.rounded(low))),
        high=as_number(max(shown, axis.rounded(high))),
        passed=passed,
    )

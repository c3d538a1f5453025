"""The difficulty of a question, in logits: an estimate by judges or by its author, corrected by the answers to it."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

from clfcards.exam.rasch import probability_right

if TYPE_CHECKING:
    from clfcards.model.bank import Difficulty, Question
    from clfcards.model.guide import Practice

MIX: Mapping[Difficulty, int] = {
    "easy": 30,
    "medium": 50,
    "hard": 20,
}  # CONTRIBUTING.md, "How to write a good question"
PRIOR_ERROR_LOGITS = 0.8
"""The standard error of an author's estimate. The value is our choice, and large, because nothing is measured yet."""
EXPECTED_ERROR_LOGITS = 0.5
"""The standard error of a difficulty from `expected`, the mean estimate of judges: our choice, and not less than how
far judges of one question differ (benchmarks/README.md, "Judged difficulty")."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """A question's difficulty in logits, its standard error, and the number of answers it is based on."""

    logits: float
    error: float
    answers: int = 0


def prior(difficulty: Difficulty, practice: Practice) -> Estimate:
    """The initial difficulty of a question: the middle of its class's part of the reference form.

    The reference form's evenly spaced difficulties are divided into easy, medium and hard in the
    proportions of MIX, so that a form with that mix is as hard as the reference form.
    """
    width = practice.difficulty_hardest - practice.difficulty_easiest
    total = sum(MIX.values())
    ends = dict(zip(MIX, accumulate(MIX.values()), strict=True))
    middle = (ends[difficulty] - MIX[difficulty] / 2) / total
    return Estimate(practice.difficulty_easiest + width * middle, PRIOR_ERROR_LOGITS)


def judged(expected: float, cut_ability: float) -> Estimate:
    """The difficulty at which a learner exactly at the cut is right with probability `expected`, in (0, 1).

    It is the Rasch difficulty `cut_ability` − logit(`expected`), so the cut of a form is the sum of its questions'
    `expected`: what a just-passing candidate is expected to get right. Source: Angoff's method of setting a standard.
    """
    return Estimate(cut_ability - math.log(expected / (1 - expected)), EXPECTED_ERROR_LOGITS)


def calibrated(start: Estimate, answers: Iterable[tuple[float, bool]]) -> Estimate:
    """The estimate after `answers`, each given as the learner's ability (logits) and whether it was right.

    It is the most probable difficulty under the Rasch model with `start` as a normal prior, so a few
    answers change it only a little.
    """
    seen = list(answers)
    if not seen:
        return start
    precision = 1 / start.error**2
    logits = start.logits
    information = precision
    for _ in range(50):
        chances = [(probability_right(ability, logits), right) for ability, right in seen]
        slope = sum(p - right for p, right in chances) - (logits - start.logits) * precision
        information = sum(p * (1 - p) for p, _ in chances) + precision
        # Steps of at most one logit keep Newton's method from overshooting where information is small.
        step = max(-1.0, min(1.0, slope / information))
        logits += step
        if abs(step) < 1e-10:
            break
    return Estimate(logits, information**-0.5, start.answers + len(seen))


def estimates(
    questions: Iterable[Question],
    practice: Practice,
    cut_ability: float,
    fitted: Mapping[str, Estimate],
    answers: Mapping[str, list[tuple[float, bool]]],
) -> dict[str, Estimate]:
    """Every question's difficulty by id.

    It comes from the fitted table if the question is in it, else from the share of just-passing candidates who are
    `expected` to be right, else from its class. Then it is corrected by this learner's `answers`. `cut_ability` is
    the ability of a just-passing candidate, in logits.
    """
    priors = {name: prior(name, practice) for name in MIX}

    def start(question: Question) -> Estimate:
        if question.id in fitted:
            return fitted[question.id]
        return priors[question.difficulty] if question.expected is None else judged(question.expected, cut_ability)

    return {question.id: calibrated(start(question), answers.get(question.id, ())) for question in questions}

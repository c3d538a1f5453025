"""How hard a question is, in logits: what its author thought, corrected by the answers it has had."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import accumulate

from clfcards.exam.rasch import probability_right
from clfcards.model.bank import Difficulty, Question
from clfcards.model.guide import Practice

MIX: Mapping[Difficulty, int] = {
    "easy": 30,
    "medium": 50,
    "hard": 20,
}  # CONTRIBUTING.md, "How to write a good question"
PRIOR_ERROR_LOGITS = 0.8
"""How far an author's judgement may be off: ours, and wide, because nothing has been measured yet."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """A question's difficulty in logits, its standard error, and how many answers it rests on."""

    logits: float
    error: float
    answers: int = 0


def prior(difficulty: Difficulty, practice: Practice) -> Estimate:
    """Where a question starts: the middle of its class's part of the reference form.

    The reference form's even spacing is cut into easy, medium and hard in the parts of MIX, so that
    a form with that mix is as hard as the reference form.
    """
    width = practice.difficulty_hardest - practice.difficulty_easiest
    total = sum(MIX.values())
    ends = dict(zip(MIX, accumulate(MIX.values()), strict=True))
    middle = (ends[difficulty] - MIX[difficulty] / 2) / total
    return Estimate(practice.difficulty_easiest + width * middle, PRIOR_ERROR_LOGITS)


def calibrated(start: Estimate, answers: Iterable[tuple[float, bool]]) -> Estimate:
    """The estimate after `answers`, each the ability (logits) of who answered and whether it was right.

    The most probable difficulty under the Rasch model with `start` as normal prior: few answers
    move it little.
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
        # A step of at most one logit keeps Newton's method from leaping where information is small.
        step = max(-1.0, min(1.0, slope / information))
        logits += step
        if abs(step) < 1e-10:
            break
    return Estimate(logits, information**-0.5, start.answers + len(seen))


def estimates(
    questions: Iterable[Question],
    practice: Practice,
    fitted: Mapping[str, Estimate],
    answers: Mapping[str, list[tuple[float, bool]]],
) -> dict[str, Estimate]:
    """Every question's difficulty by id: from the fitted table where it is in it, else from its class; then
    corrected by this learner's `answers`."""
    priors = {name: prior(name, practice) for name in MIX}
    return {
        question.id: calibrated(fitted.get(question.id, priors[question.difficulty]), answers.get(question.id, ()))
        for question in questions
    }

"""How hard each question of a bank is, on what evidence, and which ones a maintainer should look at first."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from clfcards.exam.calibration import Fitted
from clfcards.exam.difficulty import Estimate
from clfcards.model.bank import Question

LEAST_SEPARATION = 0.1
"""A question that separates less than this, by more than a standard error, is worth a look: its key may be wrong, or
its text unclear."""
FAR_ERRORS = 2.5
"""An estimate is far from what learners do if the difference is more than this many standard errors."""


@dataclass(frozen=True, slots=True)
class QuestionDifficulty:
    """One question. `expected` and `estimated` are shares, in (0, 1), of just-passing learners who are right: by the
    sources alone, and with the answers of learners. `fitted` is None if no answer has been counted."""

    question: str
    task: str
    expected: float
    estimated: float
    fitted: Fitted | None
    is_far: bool

    @property
    def answers(self) -> int:
        return self.fitted.estimate.answers if self.fitted else 0

    @property
    def separates_badly(self) -> bool:
        separation = self.fitted.separation if self.fitted else None
        return separation is not None and separation + self.answers**-0.5 < LEAST_SEPARATION

    @property
    def is_suspicious(self) -> bool:
        """Whether somebody should look at it."""
        return self.separates_badly or self.is_far


def question_difficulties(
    questions: Iterable[Question], priors: Mapping[str, Estimate], fitted: Mapping[str, Fitted], cut_ability: float
) -> list[QuestionDifficulty]:
    """Every question: suspicious ones first, then those with the most answers, then by id."""
    found = [_described(q, priors[q.id], fitted.get(q.id), cut_ability) for q in questions]
    return sorted(found, key=lambda each: (not each.is_suspicious, -each.answers, each.question))


def _described(question: Question, prior: Estimate, fitted: Fitted | None, cut_ability: float) -> QuestionDifficulty:
    now = fitted.estimate if fitted else prior
    return QuestionDifficulty(
        question.id, question.task, _share(prior, cut_ability), _share(now, cut_ability), fitted, _is_far(prior, fitted)
    )


def _is_far(prior: Estimate, fitted: Fitted | None) -> bool:
    """Whether the answers contradict the estimate in the sources. Both are in the fitted difficulty, which the prior
    draws towards itself, so that the distance is judged by how far the answers could have moved it."""
    if fitted is None:
        return False
    could_move = math.sqrt(max(prior.error**2 - fitted.estimate.error**2, 1e-12))
    return abs(fitted.estimate.logits - prior.logits) > FAR_ERRORS * could_move


def _share(estimate: Estimate, cut_ability: float) -> float:
    return 1 / (1 + math.exp(estimate.logits - cut_ability))

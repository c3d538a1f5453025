"""Learners whose memory differs from what the plan believes, as far as what was answered leaves it open.

Before the first answer, each weight of a learner differs from the believed one by a factor, whose logarithm is normal
around 0. The answers make some combinations of weights more likely than others: the posterior is taken for a normal one
around the most likely weights (Laplace's approximation, found by Fisher scoring), and the learners are drawn from it.
What each of them remembers now follows from the same answers under their own weights.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from clfcards.forecast.card import PlannedCard
from clfcards.forecast.deck import Deck, Whole
from clfcards.forecast.history import History, history_of
from clfcards.forecast.memories import DIFFICULTY_MAX, DIFFICULTY_MIN, STABILITY_MIN, Floats, Memories
from clfcards.forecast.simulation import Truth
from clfcards.memory.state import STABILITY_MAX
from clfcards.memory.weights import HIGHEST_WEIGHTS, LOWEST_WEIGHTS

SPREAD = 0.25  # standard deviation of the logarithm of each weight, before anything was answered
_ROUNDS = 2  # of Fisher scoring
_STEP = 0.05  # in the logarithm of a weight, for the derivative of recall
_CERTAIN = 1e-3  # a recall closer to 0 or to 1 is not believed
_USUAL_DAYS = 10  # days that differ by chance alone, added to a learner's own, of which there are few at first


class Posterior(NamedTuple):
    """What is known of the logarithms of a learner's weights, beyond the believed ones: a normal distribution with this
    mean, and a covariance that is `root` times its transpose."""

    mean: Floats
    root: Floats


def unsure_learners(
    cards: Sequence[PlannedCard], deck: Deck, weights: Sequence[float], learners: int, spread: float, seed: int
) -> Truth:
    """So many learners who could have answered these cards as it happened, with their memories of them now.

    `deck` are the same cards as arrays. A card's memory is the believed one, changed as much as the replay of its
    answers changes under the learner's own weights; without answers it stays.
    """
    history = history_of(cards)
    mean, root = posterior(history, weights, spread)
    half = np.random.default_rng(seed).normal(size=((learners + 1) // 2, len(weights)))
    drawn = np.concatenate([half, -half])[:learners]  # in opposite pairs, so that the mean is steadier
    own = _weights(weights, mean[:, None] + root @ drawn.T)
    real = history.replayed(own).memories
    believed = history.replayed(_weights(weights, np.zeros((len(weights), 1)))).memories
    return Truth(
        tuple(own[:, :, None]),
        Memories(
            np.clip(deck.memories.stability * (real.stability / believed.stability).T, STABILITY_MIN, STABILITY_MAX),
            np.clip(
                deck.memories.difficulty + (real.difficulty - believed.difficulty).T, DIFFICULTY_MIN, DIFFICULTY_MAX
            ),
        ),
    )


def posterior(history: History, weights: Sequence[float], spread: float) -> Posterior:
    """What the answers say about the weights of somebody who could have any within this `spread`."""
    count = len(weights)
    precision, at = np.eye(count), np.zeros(count)  # in units of the spread
    if len(history.recalled):
        for _ in range(_ROUNDS):
            steps = spread * at[:, None] + _STEP * np.eye(count, count + 1, 1)
            recall = np.clip(history.replayed(_weights(weights, steps)).recall, _CERTAIN, 1 - _CERTAIN)
            now = recall[:, :1]
            slope = (recall[:, 1:] - now) * (spread / _STEP)
            error, variance = history.recalled - now[:, 0], (now * (1 - now))[:, 0]
            weighted = (slope / variance[:, None]).T / _dispersion(history.days, error, variance)
            precision = np.eye(count) + weighted @ slope
            at = at + np.linalg.solve(precision, weighted @ error - at)
    return Posterior(spread * at, spread * np.linalg.inv(np.linalg.cholesky(precision)).T)


def _dispersion(days: Whole, error: Floats, variance: Floats) -> float:
    """How many times as much as by chance alone days differ from what is expected of them, at least 1.

    Answers count the less, because those of one day then say the same thing again (quasi-likelihood).
    """
    _, day = np.unique(days, return_inverse=True)
    squares = np.bincount(day, error) ** 2 / np.bincount(day, variance)
    return max(1.0, (_USUAL_DAYS + float(squares.sum())) / (_USUAL_DAYS + len(squares)))


def _weights(believed: Sequence[float], logarithms: Floats) -> Floats:
    """Weights that differ from the believed ones by these logarithms, within the bounds of FSRS-6, a column each."""
    factors = np.exp(logarithms)
    low, high = np.asarray(LOWEST_WEIGHTS)[:, None], np.asarray(HIGHEST_WEIGHTS)[:, None]
    return np.asarray(np.clip(factors * np.asarray(believed)[:, None], low, high))

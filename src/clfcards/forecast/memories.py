"""FSRS-6 on arrays of cards, with study days: the formulas of `memory/model.py` for many cards at once.

A weight is a number, or an array that broadcasts against the cards, such as a column with one row a learner.
`tests/forecast/test_memories.py` holds this module to `memory/model.py`, to py-fsrs and to fsrs-rs.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from clfcards.memory.state import STABILITY_MAX
from clfcards.model.rating import Rating

Floats = NDArray[np.float64]
Weights = Sequence[float | Floats]

STABILITY_MIN = 0.001  # days
DIFFICULTY_MIN, DIFFICULTY_MAX = 1.0, 10.0

Places = NDArray[np.intp] | tuple[NDArray[np.intp], ...]
"""Indices of some cards, in each of the arrays' dimensions."""


class Memories(NamedTuple):
    """The stability (days) and the difficulty (1 to 10) of many cards."""

    stability: Floats
    difficulty: Floats

    def at(self, place: Places) -> "Memories":
        """The memories of the cards at these places in the arrays."""
        return Memories(self.stability[place], self.difficulty[place])


def retrievability(weights: Weights, elapsed_days: Floats, stability: Floats) -> Floats:
    """The probability of recall so many days after the last review."""
    decay = -np.asarray(weights[20])
    factor = 0.9 ** (1 / decay) - 1
    return np.asarray((1 + factor * np.maximum(elapsed_days, 0.0) / stability) ** decay)


def first(weights: Weights, rating: Rating) -> Memories:
    """The memory after a first review."""
    difficulty = np.clip(_initial_difficulty(weights, rating), DIFFICULTY_MIN, DIFFICULTY_MAX)
    return Memories(np.maximum(weights[rating - 1], STABILITY_MIN) + 0.0 * difficulty, difficulty)


def after_day(weights: Weights, memories: Memories, recall: Floats, rating: Rating) -> Memories:
    """The memory after a review at least a day after the last, at which the probability of recall was `recall`."""
    s, d = memories
    w = weights
    if rating == Rating.AGAIN:
        stability = np.minimum(
            w[11] * d ** -np.asarray(w[12]) * ((s + 1) ** w[13] - 1) * np.exp((1 - recall) * w[14]),
            s / np.exp(w[17] * w[18]),
        )
    else:
        bonus = {Rating.HARD: w[15], Rating.EASY: w[16]}.get(rating, 1.0)
        growth = np.exp(w[8]) * (11 - d) * s ** -np.asarray(w[9]) * (np.exp((1 - recall) * w[10]) - 1)
        stability = s * (1 + growth * bonus)
    return Memories(_clamped(stability), _next_difficulty(w, d, rating))


def same_day(weights: Weights, memories: Memories, rating: Rating) -> Memories:
    """The memory after one more review on the day of the last."""
    s, d = memories
    growth = np.exp(weights[17] * (rating - 3 + weights[18])) * s ** -np.asarray(weights[19])
    if rating >= Rating.HARD:
        growth = np.maximum(growth, 1.0)
    return Memories(_clamped(s * growth), _next_difficulty(weights, d, rating))


def after_steps(weights: Weights, memories: Memories, ratings: Sequence[Rating]) -> Memories:
    """The memory after these further reviews on the same day."""
    for rating in ratings:
        memories = same_day(weights, memories, rating)
    return memories


def _initial_difficulty(weights: Weights, rating: Rating) -> Floats:
    return np.asarray(weights[4] - np.exp(weights[5] * (rating - 1)) + 1)


def _next_difficulty(weights: Weights, difficulty: Floats, rating: Rating) -> Floats:
    """Linear damping, then reversion to the difficulty after a first "easy"."""
    damped = difficulty - weights[6] * (rating - 3) * (10 - difficulty) / 9
    reverted = weights[7] * _initial_difficulty(weights, Rating.EASY) + (1 - weights[7]) * damped
    return np.clip(reverted, DIFFICULTY_MIN, DIFFICULTY_MAX)


def _clamped(stability: Floats) -> Floats:
    return np.clip(stability, STABILITY_MIN, STABILITY_MAX)

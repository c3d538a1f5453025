"""Learners whose memory differs from what the plan believes."""

import numpy as np

from clfcards.forecast.deck import Deck
from clfcards.forecast.memories import (
    DIFFICULTY_MAX,
    DIFFICULTY_MIN,
    STABILITY_MIN,
    Floats,
    Memories,
    Weights,
    after_day,
    first,
    retrievability,
)
from clfcards.forecast.simulation import Truth
from clfcards.memory.state import STABILITY_MAX
from clfcards.memory.weights import HIGHEST_WEIGHTS, LOWEST_WEIGHTS
from clfcards.model.rating import Rating

SPREAD = 0.25  # standard deviation of the logarithm of each weight
_CHAIN = 12  # good answers in a row, each at a recall of 90%; stability is then above any plan's length


def unsure_learners(deck: Deck, weights: tuple[float, ...], learners: int, spread: float, seed: int) -> Truth:
    """So many learners whose weights differ from these by chance, with their memories of the deck's cards now.

    What a card went through is not known, so its memory is taken for the one after a usual history that leads to the
    same believed stability: new memories differ by their first rating, older ones by each interval that followed.
    """
    generator = np.random.default_rng(seed)
    half = generator.normal(0.0, spread, ((learners + 1) // 2, len(weights)))
    factors = np.exp(np.concatenate([half, -half])[:learners])  # in opposite pairs, so that the mean is steadier
    drawn = np.clip(factors * weights, LOWEST_WEIGHTS, HIGHEST_WEIGHTS)
    own = tuple(drawn[:, [n]] for n in range(len(weights)))
    believed, real = _histories(weights, own)
    known = np.log(deck.memories.stability)
    ratio = np.stack([np.interp(known, np.log(believed), np.log(row / believed)) for row in real])
    difficulty = first(own, Rating.GOOD).difficulty - first(weights, Rating.GOOD).difficulty
    return Truth(
        own,
        Memories(
            np.clip(deck.memories.stability * np.exp(ratio), STABILITY_MIN, STABILITY_MAX),
            np.clip(deck.memories.difficulty + difficulty, DIFFICULTY_MIN, DIFFICULTY_MAX),
        ),
    )


def _histories(weights: Weights, own: Weights) -> tuple[Floats, Floats]:
    """Stabilities, rising, as they are believed to be after usual histories, and as they are for each learner."""
    believed = [first(weights, rating) for rating in (Rating.AGAIN, Rating.HARD, Rating.GOOD)]
    real = [first(own, rating) for rating in (Rating.AGAIN, Rating.HARD, Rating.GOOD)]
    for _ in range(_CHAIN):
        days = np.maximum(1.0, np.round(believed[-1].stability))
        for memories, of in ((believed, weights), (real, own)):
            recall = retrievability(of, days, memories[-1].stability)
            memories.append(after_day(of, memories[-1], recall, Rating.GOOD))
    rising = np.maximum.accumulate([float(memory.stability) for memory in believed])
    rising += np.arange(len(rising)) * 1e-9
    return rising, np.concatenate([memory.stability for memory in real], axis=1)

"""Simulated answers: how each review ends, drawn by lot, and the memories after it."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from clfcards.forecast.deck import Bools, Whole
from clfcards.forecast.habits import MOST_STEPS, Habits, Path
from clfcards.forecast.memories import Floats, Memories, Weights, after_day, first, retrievability, same_day
from clfcards.model.rating import Rating

_NONE = 0  # instead of a rating, after the last answer


class Answers:
    """The answers of some reviews, one row a review: of a new card, or of one that was right or wrong.

    `draws`, between 0 and 1, decide the rating and the answers in steps.
    """

    def __init__(self, habits: Habits, is_new: Bools, right: Bools, draws: Floats) -> None:
        self._is_new = is_new
        self._ratings = _drawn([Path(p, (r,)) for r, p in zip(Rating, habits.right, strict=True)], draws)
        wrong = ~is_new & ~right
        self._ratings[wrong] = _drawn(habits.relearning_paths(), draws[wrong])
        self._ratings[is_new] = _drawn(habits.learning_paths(), draws[is_new])

    def remembered(self, weights: Weights, memories: Memories, elapsed_days: Floats) -> Memories:
        """The memories after the reviews; a weight is a number, or one a review."""
        result = Memories(memories.stability.copy(), memories.difficulty.copy())
        recall = retrievability(weights, elapsed_days, memories.stability)

        def put(place: Whole, after: Memories) -> None:
            for part, value in zip(result, after, strict=True):
                part[place] = value

        for rating in Rating:
            begun = self._ratings[:, 0] == rating
            if len(place := np.nonzero(begun & self._is_new)[0]):
                put(place, first(_of(weights, place), rating))
            if len(place := np.nonzero(begun & ~self._is_new)[0]):
                put(place, after_day(_of(weights, place), memories.at(place), recall[place], rating))
        for step in self._ratings.T[1:]:
            for rating in Rating:
                if len(place := np.nonzero(step == rating)[0]):
                    put(place, same_day(_of(weights, place), result.at(place), rating))
        return result


def _drawn(paths: Sequence[Path], draws: Floats) -> NDArray[np.int8]:
    """The ratings of the path that each draw leads to, filled up with _NONE."""
    bounds = np.cumsum([path.probability for path in paths])[:-1]
    rows = [[*path.ratings, *[_NONE] * (1 + MOST_STEPS - len(path.ratings))] for path in paths]
    return np.asarray(rows, dtype=np.int8)[np.searchsorted(bounds, draws, side="right")]


def _of(weights: Weights, place: Whole) -> Weights:
    return [weight[place] if isinstance(weight, np.ndarray) else weight for weight in weights]

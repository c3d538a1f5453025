"""Simulated answers: how each review ends, drawn by lot, and the memories after it."""

from collections.abc import Sequence

import numpy as np

from clfcards.forecast.deck import Bools, Whole
from clfcards.forecast.habits import Habits, Path
from clfcards.forecast.memories import Floats, Memories, Weights, after_day, after_steps, first, retrievability
from clfcards.model.rating import Rating


class Answers:
    """The answers of some reviews, one entry a review: of a new card, or of one that was right or wrong.

    `draws`, between 0 and 1, decide the rating and the answers in steps.
    """

    def __init__(self, habits: Habits, is_new: Bools, right: Bools, draws: Floats) -> None:
        rating = 1 + np.searchsorted(np.cumsum(habits.right)[:-1], draws, side="right")
        known = ~is_new & right
        self._right = [(r, np.nonzero(known & (rating == r))[0]) for r in Rating if r > Rating.AGAIN]
        self._wrong = _drawn(habits.relearning_paths(), ~is_new & ~right, draws)
        self._new = _drawn(habits.learning_paths(), is_new, draws)

    def remembered(self, weights: Weights, memories: Memories, elapsed_days: Floats) -> Memories:
        """The memories after the reviews; a weight is a number, or one a review."""
        result = Memories(memories.stability.copy(), memories.difficulty.copy())
        recall = retrievability(weights, elapsed_days, memories.stability)

        def put(place: Whole, after: Memories) -> None:
            for part, value in zip(result, after, strict=True):
                part[place] = value

        for rating, place in self._right:
            put(place, after_day(_of(weights, place), _at(memories, place), recall[place], rating))
        for path, place in self._wrong:
            own = _of(weights, place)
            after = after_day(own, _at(memories, place), recall[place], Rating.AGAIN)
            put(place, after_steps(own, after, path.ratings[1:]))
        for path, place in self._new:
            own = _of(weights, place)
            put(place, after_steps(own, first(own, path.ratings[0]), path.ratings[1:]))
        return result


def _drawn(paths: Sequence[Path], chosen: Bools, draws: Floats) -> list[tuple[Path, Whole]]:
    """Each path with the places of the chosen reviews that took it."""
    bounds = np.cumsum([path.probability for path in paths])[:-1]
    number = np.searchsorted(bounds, draws, side="right")
    found = ((path, np.nonzero(chosen & (number == index))[0]) for index, path in enumerate(paths))
    return [(path, place) for path, place in found if len(place)]


def _of(weights: Weights, place: Whole) -> Weights:
    return [weight[place] if isinstance(weight, np.ndarray) else weight for weight in weights]


def _at(memories: Memories, place: Whole) -> Memories:
    return Memories(memories.stability[place], memories.difficulty[place])

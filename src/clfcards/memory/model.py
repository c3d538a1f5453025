"""FSRS-6 with study days instead of hours, and with checked inputs."""

import math
from collections.abc import Callable, Sequence
from functools import cached_property, lru_cache

from clfcards.memory.state import Memory
from clfcards.memory.weights import DEFAULT_WEIGHTS, within_bounds
from clfcards.model.rating import Rating

_CACHE_SIZE = 1 << 16  # reviews


class MemoryModel:
    """The three-component model of memory with one set of 21 weights.

    Raises ValueError for weights that are not 21 numbers within the bounds of FSRS-6.
    """

    def __init__(self, weights: Sequence[float] = DEFAULT_WEIGHTS) -> None:
        if any(not math.isfinite(weight) for weight in weights):
            raise ValueError("a weight is not a finite number")
        if not within_bounds(weights):
            raise ValueError("the weights are not 21 numbers within the bounds of FSRS-6")
        self.weights = tuple(weights)
        self._decay = -self.weights[20]
        self._factor = 0.9 ** (1 / self._decay) - 1

    @cached_property
    def after(self) -> Callable[[Memory | None, Rating, int], Memory]:
        """A function that returns the memory after a review, as `FsrsReview.after` does.

        It remembers what it computed: young cards often have the same history, the same first ratings after the same
        number of days.
        """
        from clfcards.memory.fsrs_review import FsrsReview  # not needed before the first answer

        return lru_cache(maxsize=_CACHE_SIZE)(FsrsReview(self.weights).after)

    def interval(self, stability: float, desired_retention: float) -> float:
        """The days, not rounded, until recall falls to `desired_retention`, which is in (0, 1).

        Source: FSRS-6, the forgetting curve solved for time.
        """
        if not 0 < desired_retention < 1:
            raise ValueError(f"desired retention must be between 0 and 1, not {desired_retention}")
        return float(stability / self._factor * (desired_retention ** (1 / self._decay) - 1))

    def retrievability(self, elapsed_days: float, stability: float) -> float:
        """The probability, in (0, 1], of recall `elapsed_days` after the last review. Source: FSRS-6."""
        return float((1 + self._factor * max(0.0, elapsed_days) / stability) ** self._decay)

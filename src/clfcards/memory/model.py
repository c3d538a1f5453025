"""FSRS-6 from the `fsrs` package, with study days instead of hours, and with checked inputs.

The package counts elapsed time in full 24-hour periods, so a review 23 hours after the last would be a
second one on the same day. It is given whole study days instead. Its fuzz and its steps are off.
"""

import datetime as dt
import math
from collections.abc import Sequence
from functools import lru_cache

import fsrs
from fsrs.scheduler import DEFAULT_PARAMETERS, LOWER_BOUNDS_PARAMETERS, UPPER_BOUNDS_PARAMETERS

from clfcards.memory.state import Memory
from clfcards.model.rating import Rating

DEFAULT_WEIGHTS: tuple[float, ...] = DEFAULT_PARAMETERS
STABILITY_MAX = 36_500.0  # days; the cap in fsrs-rs and Anki, which the package does not have
RETENTION_MIN = 0.70  # the range Anki offers
RETENTION_MAX = 0.99

_CACHE_SIZE = 1 << 16  # reviews
_FSRS_RATINGS = {rating: fsrs.Rating(rating.value) for rating in Rating}
_DAY_0 = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)
_DAYS = [_DAY_0 + dt.timedelta(days=n) for n in range(1000)]


class _TemporaryCard(fsrs.Card):  # type: ignore[misc]  # mypy cannot follow the package's types
    """A card that is made for one review and then discarded, so the scheduler need not copy it."""

    def __copy__(self) -> "_TemporaryCard":
        return self


class MemoryModel:
    """The three-component model of memory with one set of 21 weights.

    Raises ValueError for weights that are not 21 numbers within the bounds of FSRS-6.
    """

    def __init__(self, weights: Sequence[float] = DEFAULT_WEIGHTS) -> None:
        if any(not math.isfinite(weight) for weight in weights):
            raise ValueError("a weight is not a finite number")
        self.weights = tuple(weights)
        self._scheduler = fsrs.Scheduler(self.weights, learning_steps=(), relearning_steps=(), enable_fuzzing=False)
        self._decay = -self.weights[20]
        self._factor = 0.9 ** (1 / self._decay) - 1
        # Young cards often have the same history: the same first ratings after the same number of days.
        self.after = lru_cache(maxsize=_CACHE_SIZE)(self._after)

    def _after(self, memory: Memory | None, rating: Rating, elapsed_days: int) -> Memory:
        """The memory after a review `elapsed_days` study days after the last; `memory` is None for the first review.

        Raises ValueError for a number that is not a rating, or for a negative time.
        """
        if rating not in _FSRS_RATINGS:
            raise ValueError(f"{rating!r} is not a valid rating: use 1, 2, 3 or 4")
        if elapsed_days < 0:
            raise ValueError(f"elapsed_days is {elapsed_days}: a review cannot come before the last one")
        if memory is None:
            card = _TemporaryCard(0, fsrs.State.Learning, 0, due=_DAY_0)
            reviewed_on = _DAY_0
        else:
            card = _TemporaryCard(0, fsrs.State.Review, None, memory.stability, memory.difficulty, _DAY_0, _DAY_0)
            reviewed_on = _DAYS[elapsed_days] if elapsed_days < 1000 else _DAY_0 + dt.timedelta(elapsed_days)
        result, _ = self._scheduler.review_card(card, _FSRS_RATINGS[rating], reviewed_on)
        return Memory(min(result.stability, STABILITY_MAX), result.difficulty)

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


def within_bounds(weights: Sequence[float]) -> bool:
    """Whether FSRS-6 accepts these weights."""
    return len(weights) == len(DEFAULT_WEIGHTS) and all(
        low <= weight <= high
        for low, weight, high in zip(LOWER_BOUNDS_PARAMETERS, weights, UPPER_BOUNDS_PARAMETERS, strict=True)
    )

"""What an answer does to memory, by the `fsrs` package, with study days instead of hours.

The package counts elapsed time in full 24-hour periods, so a review 23 hours after the last would be a
second one on the same day. It is given whole study days instead. Its fuzz and its steps are off.
"""

import datetime as dt
from collections.abc import Sequence

import fsrs

from clfcards.memory.state import STABILITY_MAX, Memory
from clfcards.model.rating import Rating

_FSRS_RATINGS = {rating: fsrs.Rating(rating.value) for rating in Rating}
_DAY_0 = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)
_DAYS = [_DAY_0 + dt.timedelta(days=n) for n in range(1000)]


class _TemporaryCard(fsrs.Card):  # type: ignore[misc]  # mypy cannot follow the package's types
    """A card that is made for one review and then discarded, so the scheduler need not copy it."""

    def __copy__(self) -> "_TemporaryCard":
        return self


class FsrsReview:
    """The reviews of the package with one set of weights."""

    def __init__(self, weights: Sequence[float]) -> None:
        self._scheduler = fsrs.Scheduler(tuple(weights), learning_steps=(), relearning_steps=(), enable_fuzzing=False)

    def after(self, memory: Memory | None, rating: Rating, elapsed_days: int) -> Memory:
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

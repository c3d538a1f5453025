"""What an answer does to memory: FSRS-6 with study days instead of hours.

The arithmetic is that of the package `fsrs`, in its order of operations, so that every result is the same float: a
test compares them. The package itself makes a card, a time and a log entry for each answer, which takes several times
as long, and a replay has hundreds of thousands of them. It also counts elapsed time in full 24-hour periods, so that a
review 23 hours after the last would be a second one on the same day.
"""

import math
from collections.abc import Sequence

from clfcards.memory.state import STABILITY_MAX, Memory
from clfcards.model.rating import Rating

STABILITY_MIN = 0.001
DIFFICULTY_MIN, DIFFICULTY_MAX = 1.0, 10.0

_AGAIN, _HARD, _GOOD, _EASY = Rating


class FsrsReview:
    """Reviews under one set of 21 weights, which are named w0 to w20 in the publications of FSRS.

    What depends on the weights and the rating alone is computed once. Source: py-fsrs 6.3, `fsrs/scheduler.py`.
    """

    def __init__(self, weights: Sequence[float]) -> None:
        w = self._weights = tuple(weights)
        self._decay = -w[20]
        self._factor = 0.9 ** (1 / self._decay) - 1
        self._first = {
            rating: Memory(
                min(max(w[rating - 1], STABILITY_MIN), STABILITY_MAX), _in_range(_first_difficulty(w, rating))
            )
            for rating in Rating
        }
        self._difficulty_step = {rating: -(w[6] * (rating - _GOOD)) for rating in Rating}
        self._reverted = w[7] * _first_difficulty(w, _EASY)
        self._kept = 1 - w[7]
        self._same_day = {rating: math.e ** (w[17] * (rating - _GOOD + w[18])) for rating in Rating}
        self._recall = math.e ** w[8]
        self._bonus = {_HARD: w[15], _GOOD: 1, _EASY: w[16]}
        self._most_forgotten = math.e ** (w[17] * w[18])

    def after(self, memory: Memory | None, rating: Rating, elapsed_days: int) -> Memory:
        """The memory after a review `elapsed_days` study days after the last; `memory` is None for the first review.

        Raises ValueError for a number that is not a rating, or for a negative time.
        """
        if rating not in self._first:
            raise ValueError(f"{rating!r} is not a valid rating: use 1, 2, 3 or 4")
        if elapsed_days < 0:
            raise ValueError(f"elapsed_days is {elapsed_days}: a review cannot come before the last one")
        if memory is None:
            return self._first[rating]
        stability, difficulty = memory
        if elapsed_days == 0:
            after = self._after_same_day(stability, rating)
        else:
            recall = (1 + self._factor * elapsed_days / stability) ** self._decay
            if rating == _AGAIN:
                after = self._after_forgetting(stability, difficulty, recall)
            else:
                after = self._after_recall(stability, difficulty, recall, rating)
        return Memory(min(max(after, STABILITY_MIN), STABILITY_MAX), self._next_difficulty(difficulty, rating))

    def _after_same_day(self, stability: float, rating: Rating) -> float:
        increase: float = self._same_day[rating] * stability ** -self._weights[19]
        after: float = stability * (increase if rating == _AGAIN else max(increase, 1.0))
        return after

    def _after_forgetting(self, stability: float, difficulty: float, recall: float) -> float:
        w = self._weights
        forgotten: float = (
            w[11] * difficulty ** -w[12] * ((stability + 1) ** w[13] - 1) * math.e ** ((1 - recall) * w[14])
        )
        at_most: float = stability / self._most_forgotten
        return min(forgotten, at_most)

    def _after_recall(self, stability: float, difficulty: float, recall: float, rating: Rating) -> float:
        w = self._weights
        surprise = math.e ** ((1 - recall) * w[10]) - 1
        growth: float = self._recall * (11 - difficulty) * stability ** -w[9] * surprise * self._bonus[rating]
        return stability * (1 + growth)

    def _next_difficulty(self, difficulty: float, rating: Rating) -> float:
        damped = (10.0 - difficulty) * self._difficulty_step[rating] / 9.0
        return _in_range(self._reverted + self._kept * (difficulty + damped))


def _first_difficulty(weights: Sequence[float], rating: Rating) -> float:
    difficulty: float = weights[4] - math.e ** (weights[5] * (rating - 1)) + 1
    return difficulty


def _in_range(difficulty: float) -> float:
    return min(max(difficulty, DIFFICULTY_MIN), DIFFICULTY_MAX)

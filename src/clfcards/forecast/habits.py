"""How a learner answers: the ratings, how many answers a card takes on its day, and how long they take."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from clfcards.model.rating import Rating

MOST_STEPS = 5  # answers in steps on one day, as fsrs-rs simulates them
_LEAST_PROBABLE = 2e-4  # rarer paths through the steps are left out

Ratings = tuple[float, float, float, float]

FIRST_RATINGS: Ratings = (0.24, 0.094, 0.495, 0.171)
RIGHT_RATINGS: Ratings = (0.0, 0.224, 0.631, 0.145)
LEARNING_STEPS: tuple[Ratings, Ratings, Ratings] = (
    (0.3686, 0.0628, 0.5108, 0.0577),
    (0.0442, 0.4553, 0.4457, 0.0549),
    (0.0519, 0.047, 0.8462, 0.055),
)
RELEARNING_STEPS: tuple[Ratings, Ratings, Ratings] = (
    (0.2157, 0.0643, 0.6595, 0.0604),
    (0.05, 0.4638, 0.4475, 0.0387),
    (0.1057, 0.1434, 0.7266, 0.0244),
)
"""The chance of each rating, from "again" to "easy": of a new card's first answer, of a right answer, and of an answer
in steps after each rating but "easy". Source: fsrs-rs 5, `SimulatorConfig::default`, the means of many learners."""


class Costs(NamedTuple):
    """The seconds of study that a card takes on its day, with every answer in steps: right, wrong, or new.

    The defaults are the expected costs of fsrs-rs's default learner.
    """

    right: float = 13.05
    wrong: float = 38.35
    new: float = 39.24

    def scaled(self, due: float, new: float) -> "Costs":
        """The costs of a learner who takes `due` seconds for a due card and `new` for a new one, on average.

        Nine of ten due cards are taken to be known.
        """
        factor = due / (0.9 * self.right + 0.1 * self.wrong)
        return Costs(self.right * factor, self.wrong * factor, new)


DEFAULT_COSTS = Costs()


class Path(NamedTuple):
    """A way through the steps of one day: its probability, and the ratings in order."""

    probability: float
    ratings: tuple[Rating, ...]


@dataclass(frozen=True, slots=True)
class Habits:
    """The costs and the ratings of a learner, the chance of each rating from "again" to "easy".

    Raises ValueError if a cost is not above 0 or if ratings do not sum up to 1.
    """

    costs: Costs = DEFAULT_COSTS
    first: Ratings = FIRST_RATINGS
    right: Ratings = RIGHT_RATINGS

    def __post_init__(self) -> None:
        if not all(0 < cost < float("inf") for cost in self.costs):
            raise ValueError(f"a card must take more than 0 seconds, not {min(self.costs)}")
        for ratings in (self.first, self.right):
            if min(ratings) < 0 or abs(sum(ratings) - 1) > 1e-6:
                raise ValueError(f"the chances of the ratings must sum up to 1, not {sum(ratings)}")
        if self.right[0]:
            raise ValueError('a right answer is never rated "again"')

    def learning_paths(self) -> tuple[Path, ...]:
        """The ways of a new card through its first day, which begin with the first rating."""
        return _learning_paths(self.first)

    def relearning_paths(self) -> tuple[Path, ...]:
        """The ways of a forgotten card through the rest of its day, which begin with "again"."""
        return _relearning_paths()


@cache
def _learning_paths(first: Ratings) -> tuple[Path, ...]:
    return _likely(
        path
        for rating, chance in zip(Rating, first, strict=True)
        for path in _paths(Path(chance, (rating,)), LEARNING_STEPS, 1 if rating == Rating.GOOD else 2, 0)
    )


@cache
def _relearning_paths() -> tuple[Path, ...]:
    return _likely(_paths(Path(1.0, (Rating.AGAIN,)), RELEARNING_STEPS, 1, 0))


def _paths(path: Path, steps: Sequence[Ratings], needed: int, passed: int) -> list[Path]:
    """Every way on from `path`, until so many answers in a row were good, or one easy; at most MOST_STEPS answers."""
    last = path.ratings[-1]
    if passed >= needed or last == Rating.EASY or len(path.ratings) > MOST_STEPS:
        return [path]
    ways: list[Path] = []
    total = sum(steps[last - 1])
    for rating, chance in zip(Rating, steps[last - 1], strict=True):
        way = Path(path.probability * chance / total, (*path.ratings, rating))
        ways += _paths(way, steps, needed, 0 if rating == Rating.AGAIN else passed + (rating >= Rating.GOOD))
    return ways


def _likely(paths: Iterable[Path]) -> tuple[Path, ...]:
    """The paths without rare ones, whose probability the others share.

    Those that differ only by the order after the first rating lead to nearly the same memory, and count as the most
    probable of them.
    """
    alike: dict[tuple[Rating, ...], list[Path]] = {}
    for path in paths:
        alike.setdefault((path.ratings[0], *sorted(path.ratings[1:])), []).append(path)
    merged = [Path(math.fsum(p.probability for p in group), max(group).ratings) for group in alike.values()]
    kept = [path for path in merged if path.probability >= _LEAST_PROBABLE]
    total = math.fsum(path.probability for path in kept)
    return tuple(Path(path.probability / total, path.ratings) for path in kept)

"""The cards of a situation as arrays."""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from clfcards.forecast.card import PlannedCard
from clfcards.forecast.dual import Cards
from clfcards.forecast.memories import Floats, Memories
from clfcards.forecast.worth import Terms, rounded_elapsed
from clfcards.memory.state import Memory
from clfcards.model.time import StudyDay

MOST_CLASSES = 4
_ABSENT = Memory(1.0, 5.0)  # in the place of a memory that a new card does not have
Whole = NDArray[np.intp]
Bools = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Deck:
    """One entry a card: its `value`, the class of its value, whether it is new, its memory, and its last day, counted
    from today. `values` are those of the classes."""

    value: Floats
    values: Floats
    value_class: Whole
    is_new: Bools
    memories: Memories
    last_day: Whole

    @property
    def past_days(self) -> tuple[int, ...]:
        """The last days, rounded as `source` rounds them, in order."""
        return tuple(sorted({_rounded(day) for day in self.last_day[~self.is_new].tolist()}))

    def source(self, terms: Terms) -> Whole:
        """The place of each card's last day among the days of the terms; −1 for a new card."""
        place = {day: index for index, day in enumerate(terms.days[: terms.past])}
        days = zip(self.last_day.tolist(), self.is_new.tolist(), strict=True)
        return np.asarray([-1 if new else place[_rounded(day)] for day, new in days], dtype=np.intp)

    def counted(self, terms: Terms) -> Cards:
        """How many cards there are by last day, node and class."""
        known = np.zeros((terms.past, terms.grid.size, len(terms.values)))
        old = ~self.is_new
        around = terms.grid.around(Memories(self.memories.stability[old], self.memories.difficulty[old]))
        place = (self.source(terms)[old][:, None], around.nodes, self.value_class[old][:, None])
        np.add.at(known, place, around.weights)
        return Cards(known, np.bincount(self.value_class[self.is_new], minlength=len(terms.values)).astype(float))


def deck_of(cards: tuple[PlannedCard, ...], today: StudyDay, classes: int = MOST_CLASSES) -> Deck:
    """The cards as arrays, with their values in at most so many classes."""
    value = np.asarray([card.value for card in cards], dtype=float)
    value_class, values = value_classes(value, classes)
    memories = [card.memory or _ABSENT for card in cards]
    return Deck(
        value,
        values,
        value_class,
        np.asarray([card.is_new for card in cards], dtype=bool),
        Memories(
            np.asarray([memory.stability for memory in memories]),
            np.asarray([memory.difficulty for memory in memories]),
        ),
        np.asarray([0 if card.last_day is None else card.last_day - today for card in cards], dtype=np.intp),
    )


def value_classes(value: Floats, classes: int) -> tuple[Whole, Floats]:
    """The class of each value, and the mean value of each class: the split with the least sum of squares.

    The classes are in the order of their values. Found by dynamic programming over the different values.
    """
    different, place, count = np.unique(value, return_inverse=True, return_counts=True)
    classes = min(classes, len(different))
    total = np.concatenate([[0.0], np.cumsum(count)])
    first = np.concatenate([[0.0], np.cumsum(count * different)])
    second = np.concatenate([[0.0], np.cumsum(count * different**2)])

    def loss(low: Whole, high: int) -> Floats:
        return np.asarray(second[high] - second[low] - (first[high] - first[low]) ** 2 / (total[high] - total[low]))

    size = len(different)
    best = np.full((classes + 1, size + 1), np.inf)
    best[0, 0] = 0.0
    cut = np.zeros((classes + 1, size + 1), dtype=np.intp)
    for number in range(1, classes + 1):
        for high in range(number, size + 1):
            lows = np.arange(number - 1, high)
            losses = best[number - 1, lows] + loss(lows, high)
            choice = int(np.argmin(losses))
            best[number, high], cut[number, high] = losses[choice], lows[choice]
    bounds = [size]
    for number in range(classes, 0, -1):
        bounds.append(int(cut[number, bounds[-1]]))
    bounds.reverse()
    of_value = np.repeat(np.arange(classes), np.diff(bounds))
    means = np.asarray([(first[b] - first[a]) / (total[b] - total[a]) for a, b in pairwise(bounds)])
    return of_value[place], means


def _rounded(last_day: int) -> int:
    return -rounded_elapsed(-last_day)

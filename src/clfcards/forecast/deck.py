"""The cards of a situation as arrays.

The worth of a card is computed for a few levels of value, and interpolated for the values between them. As worth is
convex in value, the bound stays a bound.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from clfcards.forecast.card import PlannedCard
from clfcards.forecast.dual import Cards
from clfcards.forecast.memories import Floats, Memories
from clfcards.forecast.worth import Terms, rounded
from clfcards.memory.state import Memory
from clfcards.model.time import StudyDay

MOST_LEVELS = 10
_EXACT_DAYS, _STEP = 7, 1.15  # last days longer ago are rounded to such steps
_LOWEST = 1e-3  # of the largest value: the lowest level above 0
_ABSENT = Memory(1.0, 5.0)  # in the place of a memory that a new card does not have
Whole = NDArray[np.intp]
Bools = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Deck:
    """One entry a card: its `value`, whether it is new, its memory, and its last day, counted from today.

    `levels` are values in order. Each card's value is that of its `level`, and `above` of the way to the next one.
    """

    value: Floats
    levels: Floats
    level: Whole
    above: Floats
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
        """How many cards there are by last day, node and level; a card counts in parts at those around it."""
        known = np.zeros((terms.past, terms.grid.size, len(terms.values)))
        new = np.zeros(len(terms.values))
        old = ~self.is_new
        around = terms.grid.around(Memories(self.memories.stability[old], self.memories.difficulty[old]))
        source = self.source(terms)[old][:, None]
        for level, part in ((self.level, 1 - self.above), (self.next_level, self.above)):
            np.add.at(known, (source, around.nodes, level[old][:, None]), around.weights * part[old][:, None])
            np.add.at(new, level[self.is_new], part[self.is_new])
        return Cards(known, new)

    @property
    def next_level(self) -> Whole:
        return np.minimum(self.level + 1, len(self.levels) - 1)


def deck_of(cards: tuple[PlannedCard, ...], today: StudyDay, most_levels: int = MOST_LEVELS) -> Deck:
    """The cards as arrays, of which there is at least one, with at most so many levels of value."""
    value = np.asarray([card.value for card in cards], dtype=float)
    levels = value_levels(value, most_levels)
    level = np.clip(np.searchsorted(levels, value, side="right") - 1, 0, max(0, len(levels) - 2))
    width = np.diff(levels, append=levels[-1] + 1.0)[level]
    memories = [card.memory or _ABSENT for card in cards]
    last_days = [0 if card.last_day is None else card.last_day - today for card in cards]
    return Deck(
        value,
        levels,
        level,
        (value - levels[level]) / width,
        np.asarray([card.is_new for card in cards], dtype=bool),
        Memories(*(np.asarray(part, dtype=float) for part in zip(*memories, strict=True))),
        np.asarray(last_days, dtype=np.intp),
    )


def value_levels(value: Floats, most: int) -> Floats:
    """At most so many levels, from the smallest value to the largest: all values there are, if they are few enough,
    else evenly spaced in the logarithm."""
    different = np.unique(value)
    if len(different) <= most:
        return different
    lowest = max(different[different > 0][0], different[-1] * _LOWEST)
    return np.concatenate([different[:1], np.geomspace(lowest, different[-1], most)[1:]])


def _rounded(last_day: int) -> int:
    return -rounded(-last_day, _EXACT_DAYS, _STEP)

"""A situation laid out for computing: days in slots, values at levels, memories on a grid."""

from dataclasses import dataclass

import numpy as np

from clfcards.forecast.deck import MOST_LEVELS, Deck, deck_of
from clfcards.forecast.dual import Cards
from clfcards.forecast.grid import Grid
from clfcards.forecast.memories import Floats
from clfcards.forecast.policy import Policy
from clfcards.forecast.situation import Situation
from clfcards.forecast.slots import MOST_SLOTS, Slot, slots_of
from clfcards.forecast.worth import Terms, terms

LEAST_STABILITY = 0.05  # days; a memory that lasts an hour is gone by the next day


@dataclass(frozen=True, slots=True)
class Detail:
    """How finely a situation is laid out."""

    stabilities: int
    difficulties: int
    levels: int = MOST_LEVELS
    slots: int = MOST_SLOTS


FINE = Detail(28, 6)
LINEAR = Detail(28, 6, 2)
COARSE = Detail(16, 4, 6)
QUICK = Detail(16, 4, 4)


@dataclass(frozen=True, slots=True)
class Layout:
    """The slots, the cards as arrays, the terms of their worth, and how many cards there are at each node."""

    slots: tuple[Slot, ...]
    deck: Deck
    terms: Terms
    counted: Cards

    @property
    def exam(self) -> int:
        """The day of the exam, counted from today."""
        return self.slots[-1].end


def layout(situation: Situation, detail: Detail = FINE) -> Layout:
    """The layout of a situation with at least one day and one card."""
    slots = slots_of(situation.seconds, detail.slots)
    deck = deck_of(situation.cards, situation.today, detail.levels)
    grid = Grid(LEAST_STABILITY, 40.0 * max(10, slots[-1].end), detail.stabilities, detail.difficulties)
    found = terms(grid, situation.weights, situation.habits, slots, deck.past_days, deck.levels.tolist())
    return Layout(slots, deck, found, deck.counted(found))


def slot_prices(policy: Policy, situation: Situation, slots: tuple[Slot, ...]) -> Floats:
    """The policy's prices for these slots, the mean of their days; days that it does not know have its last price."""
    daily = list(policy.prices[max(0, situation.today - policy.first_day) :]) or [0.0]
    daily += daily[-1:] * (len(situation.seconds) - len(daily))
    return np.asarray([np.mean(daily[slot.first : slot.end]) for slot in slots])


def daily_prices(prices: Floats, slots: tuple[Slot, ...]) -> tuple[float, ...]:
    """The price of each day, from those of slots."""
    return tuple(float(price) for price, slot in zip(prices, slots, strict=True) for _ in range(slot.first, slot.end))

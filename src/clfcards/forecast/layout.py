"""A situation laid out for computing: days in slots, values in classes, memories on a grid."""

from dataclasses import dataclass

import numpy as np

from clfcards.forecast.deck import Deck, deck_of
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
    classes: int
    slots: int = MOST_SLOTS


FINE = Detail(30, 7, 4)
COARSE = Detail(20, 5, 4)


@dataclass(frozen=True, slots=True)
class Layout:
    """The slots, the cards as arrays, the terms of their worth, and how many cards there are at each node."""

    slots: tuple[Slot, ...]
    deck: Deck
    terms: Terms
    counted: Cards


def layout(situation: Situation, detail: Detail = FINE) -> Layout:
    """The layout of a situation with at least one day and one card."""
    slots = slots_of(situation.seconds, detail.slots)
    deck = deck_of(situation.cards, situation.today, detail.classes)
    grid = Grid(LEAST_STABILITY, 40.0 * max(10, slots[-1].end), detail.stabilities, detail.difficulties)
    found = terms(grid, situation.weights, situation.habits, slots, deck.past_days, deck.values.tolist())
    return Layout(slots, deck, found, deck.counted(found))


def slot_prices(policy: Policy, situation: Situation, slots: tuple[Slot, ...]) -> Floats | None:
    """The policy's prices for these slots, the mean of their days; None if it has no price for any of the days."""
    offset = situation.today - policy.first_day
    daily = policy.prices[offset:] if offset >= 0 else ()
    if not daily:
        return None
    known = np.asarray([*daily, *[daily[-1]] * max(0, len(situation.seconds) - len(daily))])
    return np.asarray([known[slot.first : slot.end].mean() for slot in slots])


def daily_prices(prices: Floats, slots: tuple[Slot, ...]) -> tuple[float, ...]:
    """The price of each day, from those of slots."""
    return tuple(float(price) for price, slot in zip(prices, slots, strict=True) for _ in range(slot.first, slot.end))

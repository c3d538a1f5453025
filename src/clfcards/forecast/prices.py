"""The prices of a second of study on each day."""

import numpy as np

from clfcards.forecast.descent import least
from clfcards.forecast.dual import dual
from clfcards.forecast.layout import Layout
from clfcards.forecast.memories import Floats

TEMPERATURES = (0.01, 0.003, 0.001)  # of the mean value: from smooth to sharp
_ROUNDS = 40
_FIRST_PRICE = 0.01  # of the mean value of a card, for a second


def prices_of(layout: Layout, start: Floats | None = None, rounds: int = _ROUNDS) -> Floats:
    """The prices that make the bound smallest. From a good start, only the last temperature is tried."""
    unit = _unit(layout)
    if not unit:
        return np.zeros(layout.terms.slots)
    prices = np.full(layout.terms.slots, _FIRST_PRICE * unit) if start is None else start
    for temperature in TEMPERATURES if start is None else TEMPERATURES[-1:]:
        prices = _least(layout, prices, temperature * unit, rounds)
    return prices


def _least(layout: Layout, prices: Floats, temperature: float, rounds: int) -> Floats:
    def function(prices: Floats) -> tuple[float, Floats]:
        found = dual(layout.terms, layout.counted, prices, temperature)
        return found.bound, layout.terms.seconds - found.spent

    return least(function, prices, rounds)


def _unit(layout: Layout) -> float:
    """The mean value of the cards."""
    return float(layout.deck.value.mean()) if len(layout.deck.value) else 0.0

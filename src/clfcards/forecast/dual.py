"""The dual of the plan: prices of a second at which the time that the cards are worth is the time that there is.

For any prices, no plan can recall more on the exam day than `bound`: the worth of all cards at these prices, plus the
time there is at its price. The prices that make it smallest are the plan's.
"""

from dataclasses import dataclass

import numpy as np

from clfcards.forecast.memories import Floats
from clfcards.forecast.worth import Terms, Worth, smooth_maximum, worth


@dataclass(frozen=True, slots=True)
class Cards:
    """The cards of a plan, which count in parts at the nodes and levels of value around them: `known` those with a
    memory, by day of the last review, node and level, and `new` the new ones, by level."""

    known: Floats
    new: Floats


@dataclass(frozen=True, slots=True)
class Dual:
    """The bound at some prices, and the seconds that the cards would take in each slot."""

    bound: float
    spent: Floats


def bound(terms: Terms, cards: Cards, prices: Floats, temperature: float = 0.0) -> float:
    """The value that no plan can surpass, from any prices (with temperature 0)."""
    return _bound(terms, cards, prices, temperature, worth(terms, prices, temperature))


def dual(terms: Terms, cards: Cards, prices: Floats, temperature: float) -> Dual:
    """The bound with its seconds; its gradient is the time there is less these seconds. The temperature is above 0."""
    values = worth(terms, prices, temperature)
    return Dual(_bound(terms, cards, prices, temperature, values), _spent(terms, cards, temperature, values))


def _bound(terms: Terms, cards: Cards, prices: Floats, temperature: float, values: Worth) -> float:
    new = smooth_maximum(np.zeros(len(terms.values)), values.begun, temperature)
    return float((cards.known * values.whole[: terms.past]).sum() + cards.new @ new + prices @ terms.seconds)


def _spent(terms: Terms, cards: Cards, temperature: float, values: Worth) -> Floats:
    """The expected seconds in each slot, as cards flow from review to review, each way as often as it is near the
    best."""
    spent = np.zeros(terms.slots)
    mass = np.zeros_like(values.whole)
    mass[: len(cards.known)] = cards.known
    new = smooth_maximum(np.zeros(len(terms.values)), values.begun, temperature)
    begun = cards.new * np.exp((values.begun - new) / temperature)
    spent += begun.sum(axis=1) * terms.new_seconds
    mass[terms.past :] += terms.beginnings[None, :, None] * begun[:, None, :]
    for source in range(len(terms.days)):
        later = np.nonzero(terms.move[source] >= 0)[0]
        move = terms.move[source, later]
        share = np.exp((values.reviewed[source, later] - values.whole[source]) / temperature)
        flow = mass[source] * share
        spent[later] += (terms.moves.seconds[move] * flow.sum(axis=2)).sum(axis=1)
        mass[terms.past + later] += terms.moves.chances[move].transpose(0, 2, 1) @ flow
    return spent

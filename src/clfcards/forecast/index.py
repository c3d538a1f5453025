"""The index of every card on every day: what a second spent on it brings. Cards are asked in this order."""

from dataclasses import dataclass

import numpy as np

from clfcards.forecast.memories import Floats
from clfcards.forecast.worth import Terms, Worth, worth

NEVER = -1e9  # the index where no review is possible; finite, because it is interpolated


@dataclass(frozen=True, slots=True)
class Index:
    """The index of a review, by day of the last review, slot, node and class; of a new card, by slot and class."""

    review: Floats
    new: Floats


def index_by_prices(terms: Terms, prices: Floats) -> Index:
    """What a card brings today beyond the best later day, for each second, plus the price of a second today.

    It is above the price of the day if today is the best day for the card.
    """
    values = worth(terms, prices, 0.0)
    later = _best_later(values)
    rates = (values.reviewed - later) / _seconds(terms) + prices[:, None, None]
    none = np.zeros((1, len(terms.values)))
    best_begun = np.maximum.accumulate(np.concatenate([values.begun, none])[::-1])[::-1][1:]
    new = (values.begun - best_begun) / terms.new_seconds + prices[:, None]
    return Index(np.where(np.isfinite(rates), rates, NEVER), new)


def index_by_greed(terms: Terms) -> Index:
    """What a card's recall on the day of the exam gains by a review today, for each second, if no other follows."""
    left = terms.end[:, :, None] * terms.values
    review = np.full((len(terms.days), terms.slots, terms.grid.size, len(terms.values)), NEVER)
    for slot in range(terms.slots):
        source = terms.past + slot
        for before in range(source):
            move = terms.move[before, slot]
            if move >= 0:
                gain = terms.moves.chances[move] @ left[source] - left[before]
                review[before, slot] = gain / terms.moves.seconds[move][:, None]
    new = np.einsum("n,snk->sk", terms.beginnings, left[terms.past :]) / terms.new_seconds
    return Index(review, new)


def _best_later(values: Worth) -> Floats:
    """The best that can come of a card after each slot, if it is not reviewed in it."""
    later = np.empty_like(values.reviewed)
    best = values.left
    for slot in range(values.reviewed.shape[1] - 1, -1, -1):
        later[:, slot] = best
        best = np.maximum(best, values.reviewed[:, slot])
    return later


def _seconds(terms: Terms) -> Floats:
    """The expected seconds by day of the last review, slot and node."""
    return terms.moves.seconds[terms.move][..., None]

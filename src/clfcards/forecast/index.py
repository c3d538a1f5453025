"""The index of every card on every day: what a second spent on it brings. Cards are asked in this order."""

from dataclasses import dataclass

import numpy as np

from clfcards.forecast.memories import Floats
from clfcards.forecast.worth import Singles, Terms, worth

NEVER = -1e9  # the index where no review is possible; finite, because it is interpolated


@dataclass(frozen=True, slots=True)
class Index:
    """The index of a review, by day of the last review, slot, node and level of value; of a new card, by slot and
    level."""

    review: Singles
    new: Floats


def index_by_prices(terms: Terms, prices: Floats) -> Index:
    """What a card brings today beyond the best later day, for each second, plus the price of a second today.

    It is above the price of the day if today is the best day for the card.
    """
    values = worth(terms, prices, 0.0)
    review = np.full_like(values.reviewed, NEVER)
    later = values.left.astype(np.float32)
    for slot in range(terms.slots - 1, -1, -1):
        before = terms.move[:, slot] >= 0
        now = values.reviewed[before, slot]
        seconds = terms.moves.seconds[terms.move[before, slot]][..., None]
        review[before, slot] = (now - later[before]) / seconds + prices[slot]
        later[before] = np.maximum(later[before], now)
    none = np.zeros((1, len(terms.values)))
    best_begun = np.maximum.accumulate(np.concatenate([values.begun, none])[::-1])[::-1][1:]
    return Index(review, (values.begun - best_begun) / terms.new_seconds + prices[:, None])


def index_by_greed(terms: Terms) -> Index:
    """What a card's recall on the day of the exam gains by a review today, for each second, if no other follows."""
    left = terms.end[:, :, None] * terms.values
    review = np.full((len(terms.days), terms.slots, *left.shape[1:]), NEVER, dtype=np.float32)
    for slot in range(terms.slots):
        before = np.nonzero(terms.move[:, slot] >= 0)[0]
        move = terms.move[before, slot]
        gain = terms.moves.chances[move] @ left[terms.past + slot] - left[before]
        review[before, slot] = gain / terms.moves.seconds[move][..., None]
    new = np.einsum("n,snk->sk", terms.beginnings, left[terms.past :]) / terms.new_seconds
    return Index(review, new)

"""A course of study: how a policy orders the cards on each day."""

from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np

from clfcards.forecast.grid import Indices
from clfcards.forecast.index import Index, index_by_greed, index_by_prices
from clfcards.forecast.layout import FINE, LINEAR, Layout, layout, slot_prices
from clfcards.forecast.memories import Floats
from clfcards.forecast.policy import Policy
from clfcards.forecast.situation import Situation

_FIRST = 1e6  # more than any index


class Tuning(NamedTuple):
    """New cards first, so many a day and the most valuable first, then cards due at this retention, then the others.

    In the last `greedy_days`, the order is greedy.
    """

    new_per_day: int
    desired_retention: float
    greedy_days: int


@dataclass(slots=True)
class CardsNow:
    """What an order looks at, by learner and card: the day of the last review as a place in the terms (−1: new), the
    nodes around the memory and how much each counts, and the recall, which only a tuning needs."""

    source: Indices
    nodes: Indices
    weights: Floats
    recall: Floats = field(default_factory=lambda: np.zeros(0))


@dataclass(frozen=True, slots=True)
class Course:
    """The indices by which the cards of a layout are ordered, and a tuning, if there is one."""

    layout: Layout
    index: Index
    tuning: Tuning | None = None

    def scores(self, slot: int, cards: CardsNow) -> Floats:
        """The score of each card in a slot; the largest is asked first, and none at 0 or less."""
        deck = self.layout.deck
        scores = (1 - deck.above) * self._at_level(slot, deck.level, cards)
        if deck.above.any():
            scores += deck.above * self._at_level(slot, deck.next_level, cards)
        if self.tuning and self.layout.exam - self.layout.slots[slot].first > self.tuning.greedy_days:
            self._tune(scores, self.tuning, slot, cards)
        return scores

    def _tune(self, scores: Floats, tuning: Tuning, slot: int, cards: CardsNow) -> None:
        waiting = cards.source < 0
        by_value = np.argsort(-self.layout.deck.value, kind="stable")
        place = np.cumsum(waiting[:, by_value], axis=1)[:, np.argsort(by_value)]
        most = tuning.new_per_day * self.layout.slots[slot].days
        scores[waiting & (place <= most)] += 2 * _FIRST
        scores[~waiting & (cards.recall <= tuning.desired_retention)] += _FIRST

    def _at_level(self, slot: int, level: Indices, cards: CardsNow) -> Floats:
        """The index of each card in a slot, as if its value were that of the level."""
        table = self.index.review[:, slot]
        known: Floats = (table[cards.source[..., None], cards.nodes, level[:, None]] * cards.weights).sum(axis=-1)
        return np.asarray(np.where(cards.source < 0, self.index.new[slot][level], known))


def course_of(situation: Situation, policy: Policy) -> Course:
    """The course of a policy in a situation with at least one day and one card."""
    if policy.kind == "prices":
        found = layout(situation, FINE)
        return Course(found, index_by_prices(found.terms, slot_prices(policy, situation, found.slots)))
    found = layout(situation, LINEAR)  # what a card gains by one review is linear in its value
    tuning = Tuning(policy.new_per_day, policy.desired_retention, policy.greedy_days)
    return Course(found, index_by_greed(found.terms), tuning if policy.kind == "tuned" else None)

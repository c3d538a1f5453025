"""How a policy orders the cards of each slot of days, as tables that the simulation looks up."""

from dataclasses import dataclass, field

import numpy as np

from clfcards.forecast.grid import Indices
from clfcards.forecast.index import Index
from clfcards.forecast.memories import Floats


@dataclass(slots=True)
class CardsNow:
    """What an order looks at, by learner and card: the day of the last review as a place in the terms (−1: new), the
    nodes around the memory and how much each counts, and the recall. By card: its value, the class of the value, and
    its share of the mean value of that class; `by_value` are the cards from the most valuable one on."""

    source: Indices
    nodes: Indices
    weights: Floats
    value: Floats
    value_class: Indices
    scale: Floats
    by_value: Indices
    recall: Floats = field(default_factory=lambda: np.zeros(0))


@dataclass(frozen=True, slots=True)
class Tuning:
    """New cards first, so many a day and the most valuable first, then cards due at this desired retention.

    In the last `greedy_days`, the order is greedy.
    """

    new_per_day: int
    desired_retention: float
    greedy_days: int


@dataclass(frozen=True, slots=True)
class Course:
    """The indices by which cards are ordered. With a `tuning`, only cards that it lets through are asked."""

    index: Index
    tuning: Tuning | None = None

    def scores(self, slot: int, days: int, left: int, cards: CardsNow) -> Floats:
        """The score of each card in a slot of `days` days, `left` days before the exam; none is asked at 0 or less."""
        table = self.index.review[:, slot]
        known = (table[cards.source[..., None], cards.nodes, cards.value_class[:, None]] * cards.weights).sum(axis=-1)
        new = self.index.new[slot][cards.value_class]
        scores = np.where(cards.source < 0, new, known) * cards.scale
        if self.tuning is None or left <= self.tuning.greedy_days:
            return np.asarray(scores)
        waiting = cards.source < 0
        place = np.cumsum(waiting[:, cards.by_value], axis=1)[:, np.argsort(cards.by_value)]
        first = np.where(place <= self.tuning.new_per_day * days, _FIRST + cards.value, 0.0)
        return np.where(waiting, first, np.where(cards.recall <= self.tuning.desired_retention, scores, 0.0))


_FIRST = 1e6  # more than any index

"""What was answered so far, replayed for many learners at once, each with weights of their own.

The first answers of all cards are replayed together, then all second answers, and so on, so that a log of ten thousand
answers takes as many steps as its longest card has answers.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from clfcards.forecast.card import PlannedCard
from clfcards.forecast.deck import Bools, Whole
from clfcards.forecast.memories import Floats, Memories, after_day, first, retrievability, same_day
from clfcards.model.rating import Rating


class _Alike(NamedTuple):
    """Answers at the same place in the histories of their cards, with the same rating, and of the same kind.

    `elapsed` has the days since the answers before, as a column; it is None for first answers, and empty for further
    answers on the same day.
    """

    rating: Rating
    cards: Whole
    elapsed: Floats | None


class Replayed(NamedTuple):
    """The memories of the cards after all answers, and the recall at each answer that tested it, by learner in the
    last place. A card without answers has a memory that means nothing."""

    memories: Memories
    recall: Floats


@dataclass(frozen=True, slots=True)
class History:
    """The answers to so many `cards`.

    The answers that came a day or more after the one before, in the order of `Replayed.recall`, ended as `recalled`
    says, on the study days `days`.
    """

    cards: int
    steps: tuple[_Alike, ...]
    recalled: Bools
    days: Whole

    def replayed(self, weights: Floats) -> Replayed:
        """The replay for learners with these weights, one row a weight and one column a learner."""
        own = tuple(weights)
        memories = Memories(*np.full((2, self.cards, weights.shape[1]), 1.0))
        recall = [np.empty((0, weights.shape[1]))]
        for rating, cards, elapsed in self.steps:
            before = memories.at(cards)
            if elapsed is None:
                after = first(own, rating)
            elif not len(elapsed):
                after = same_day(own, before, rating)
            else:
                recall.append(retrievability(own, elapsed, before.stability))
                after = after_day(own, before, recall[-1], rating)
            memories.stability[cards], memories.difficulty[cards] = after
        return Replayed(memories, np.concatenate(recall))


def history_of(cards: Sequence[PlannedCard]) -> History:
    """What was answered to these cards."""
    groups: defaultdict[tuple[int, bool, Rating], list[tuple[int, int, int]]] = defaultdict(list)
    for number, card in enumerate(cards):
        before = None
        for place, (day, rating) in enumerate(card.answers):
            elapsed = 0 if before is None else max(0, day - before)
            groups[place, elapsed > 0, rating].append((number, elapsed, day))
            before = day
    steps, recalled, days = [], [np.empty(0, dtype=bool)], [np.empty(0, dtype=np.intp)]
    for (place, is_test, rating), answers in sorted(groups.items()):
        own, elapsed, day = np.asarray(answers, dtype=np.intp).T
        column = elapsed[: len(own) if is_test else 0, None].astype(float)
        steps.append(_Alike(rating, own, column if place else None))
        if is_test:
            recalled.append(np.full(len(own), rating != Rating.AGAIN))
            days.append(day)
    return History(len(cards), tuple(steps), np.concatenate(recalled), np.concatenate(days))

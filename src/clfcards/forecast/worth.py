"""What a card is worth from its last review on, if each second of study has a price: a recursion from the exam back.

After a review in one slot, a card is either left until the exam, or reviewed once more in a later slot:

    V_s(m) = max{ value · R(exam − s, m), max over later slots u of Q_s,u(m) }
    Q_s,u(m) = E V_u(memory after the review) − price_u · E seconds

The maximum is smoothed by a temperature, in units of value, so that the prices can be found by their gradient;
temperature 0 is the exact one.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from clfcards.forecast.grid import Grid
from clfcards.forecast.habits import Habits
from clfcards.forecast.memories import Floats, Weights, retrievability
from clfcards.forecast.moves import Moves, beginnings, moves
from clfcards.forecast.slots import Slot

_EXACT_DAYS, _STEP = 40, 1.05  # longer times between reviews are rounded to such steps


Singles = NDArray[np.float32]


def rounded(days: int, exact: int, step: float) -> int:
    """A number of days near `days`, so that few different ones occur: above `exact`, each is `step` times the last."""
    if days <= exact:
        return days
    return round(exact * step ** round(math.log(days / exact, step)))


@dataclass(frozen=True, slots=True)
class Terms:
    """Everything that does not depend on the prices.

    `days` are those of the last review, counted from today: first the `past` ones before the plan, then one for each
    slot. `end` has the recall on the day of the exam by these days and by node. `move` has the index in `moves` by
    these days and by slot, −1 where the slot does not come later. `values` are those of the levels of value.
    """

    grid: Grid
    days: tuple[int, ...]
    past: int
    seconds: Floats
    values: Floats
    end: Floats
    moves: Moves
    move: NDArray[np.intp]
    beginnings: Floats
    new_seconds: float

    @property
    def slots(self) -> int:
        return len(self.seconds)


def terms(
    grid: Grid,
    weights: Weights,
    habits: Habits,
    slots: Sequence[Slot],
    past_days: Sequence[int],
    values: Sequence[float],
) -> Terms:
    """The terms for cards whose last reviews were on `past_days` before today, in order, and for these `values`."""
    days = (*past_days, *(slot.day for slot in slots))
    exam = slots[-1].end
    pairs = [[rounded(slot.day - day, _EXACT_DAYS, _STEP) if slot.day > day else 0 for slot in slots] for day in days]
    elapsed = tuple(sorted({number for row in pairs for number in row if number}))
    place = {number: index for index, number in enumerate(elapsed)} | {0: -1}
    left = exam - np.asarray(days, dtype=float)
    return Terms(
        grid,
        days,
        len(past_days),
        np.asarray([slot.seconds for slot in slots], dtype=float),
        np.asarray(values, dtype=float),
        retrievability(weights, left[:, None], grid.memories.stability),
        moves(grid, weights, habits, elapsed),
        np.asarray([[place[number] for number in row] for row in pairs], dtype=np.intp),
        beginnings(grid, weights, habits),
        habits.costs.new,
    )


@dataclass(frozen=True, slots=True)
class Worth:
    """The worth at some prices.

    `left` is the worth of a card that is left until the exam, `reviewed` that of one reviewed in a slot, less the
    price, and `whole` the larger, by day of the last review, slot (`reviewed` only), node, and level of value. `begun`
    is that of a new card which is introduced in a slot, less the price, by slot and level.
    """

    left: Floats
    reviewed: Singles
    whole: Floats
    begun: Floats


def worth(terms: Terms, prices: Floats, temperature: float) -> Worth:
    """The worth of every card at these prices for a second in each slot."""
    count, levels = terms.grid.size, len(terms.values)
    left = terms.end[:, :, None] * terms.values
    reviewed = np.full((len(terms.days), terms.slots, count, levels), -np.inf, dtype=np.float32)
    whole = np.empty_like(left)
    chances, seconds = terms.moves.chances, terms.moves.seconds
    for slot in range(terms.slots - 1, -1, -1):
        source = terms.past + slot
        whole[source] = smooth_maximum(left[source], reviewed[source, slot + 1 :], temperature)
        before = np.nonzero(terms.move[:, slot] >= 0)[0]
        move = terms.move[before, slot]
        reviewed[before, slot] = chances[move] @ whole[source] - prices[slot] * seconds[move][..., None]
    for source in range(terms.past):
        whole[source] = smooth_maximum(left[source], reviewed[source], temperature)
    begun = np.einsum("n,snk->sk", terms.beginnings, whole[terms.past :]) - (prices * terms.new_seconds)[:, None]
    return Worth(left, reviewed, whole, begun)


def smooth_maximum(first: Floats, others: Floats | Singles, temperature: float) -> Floats:
    """The maximum of `first` and of `others` along their first axis; with a temperature, a smooth one above it."""
    highest = np.maximum(first, others.max(axis=0)) if len(others) else first
    if not temperature or not len(others):
        return highest
    total = np.exp((first - highest) / temperature) + np.exp((others - highest) / temperature).sum(axis=0)
    return np.asarray(highest + temperature * np.log(total))

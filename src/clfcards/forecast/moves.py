"""Where a review leads: from each memory to the memories after a right or a wrong answer, with their chances."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from clfcards.forecast.grid import Grid
from clfcards.forecast.habits import Costs, Habits
from clfcards.forecast.memories import Floats, Memories, Weights, after_day, after_steps, first, retrievability
from clfcards.model.rating import Rating


def outcomes(weights: Weights, habits: Habits, memories: Memories, recall: Floats) -> Iterator[tuple[Floats, Memories]]:
    """Each way in which a review can end, at this probability of recall: its probability, and the memory after it."""
    for rating, chance in zip(Rating, habits.right, strict=True):
        if chance:
            yield recall * chance, after_day(weights, memories, recall, rating)
    forgotten = after_day(weights, memories, recall, Rating.AGAIN)
    for path in habits.relearning_paths():
        yield (1 - recall) * path.probability, after_steps(weights, forgotten, path.ratings[1:])


def new_outcomes(weights: Weights, habits: Habits) -> Iterator[tuple[float, Memories]]:
    """Each way in which the first day of a new card can end."""
    for path in habits.learning_paths():
        yield path.probability, after_steps(weights, first(weights, path.ratings[0]), path.ratings[1:])


def expected_seconds(costs: Costs, recall: Floats) -> Floats:
    """The expected seconds of a review at this probability of recall."""
    return costs.wrong + recall * (costs.right - costs.wrong)


@dataclass(frozen=True, slots=True)
class Moves:
    """The reviews of a memory at each node after so many days: `chances` of each node after it, and its `seconds`.

    `chances` has an axis each for the number of days (in the order of `elapsed`), the node before and the node after.
    """

    elapsed: tuple[int, ...]
    chances: Floats
    seconds: Floats


def moves(grid: Grid, weights: Weights, habits: Habits, elapsed: tuple[int, ...]) -> Moves:
    """The reviews after each of these numbers of days."""
    nodes = grid.memories
    days = np.asarray(elapsed, dtype=float)[:, None]
    recall = retrievability(weights, days, nodes.stability)
    chances = np.zeros(len(elapsed) * grid.size * grid.size)
    row = (np.arange(len(elapsed))[:, None] * grid.size + np.arange(grid.size)) * grid.size
    for probability, after in outcomes(weights, habits, nodes, recall):
        around = grid.around(Memories(*np.broadcast_arrays(*after)))
        place = row[..., None] + around.nodes
        chances += np.bincount(place.ravel(), (probability[..., None] * around.weights).ravel(), len(chances))
    return Moves(elapsed, chances.reshape(len(elapsed), grid.size, grid.size), expected_seconds(habits.costs, recall))


def beginnings(grid: Grid, weights: Weights, habits: Habits) -> Floats:
    """The chance of each node after the first day of a new card."""
    chances = np.zeros(grid.size)
    for probability, after in new_outcomes(weights, habits):
        around = grid.around(Memories(np.atleast_1d(after.stability), np.atleast_1d(after.difficulty)))
        np.add.at(chances, around.nodes.ravel(), probability * around.weights.ravel())
    return chances

"""A grid of memories, and values between its nodes by linear interpolation in log stability and difficulty."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from clfcards.forecast.memories import DIFFICULTY_MAX, DIFFICULTY_MIN, Floats, Memories

Indices = NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Weighted:
    """Nodes and their weights for each of many memories, on the last axis, which has four entries."""

    nodes: Indices
    weights: Floats


@dataclass(frozen=True, slots=True)
class Grid:
    """Nodes at `stabilities` evenly spaced in the logarithm, times `difficulties` evenly spaced, in rows of the latter.

    What lies outside counts as on the edge.
    """

    lowest: float
    highest: float
    stabilities: int
    difficulties: int

    @property
    def size(self) -> int:
        return self.stabilities * self.difficulties

    @property
    def memories(self) -> Memories:
        """The memory at each node."""
        stability = np.geomspace(self.lowest, self.highest, self.stabilities)
        difficulty = np.linspace(DIFFICULTY_MIN, DIFFICULTY_MAX, self.difficulties)
        return Memories(np.repeat(stability, self.difficulties), np.tile(difficulty, self.stabilities))

    def around(self, memories: Memories) -> Weighted:
        """The four nodes around each memory, and how much each counts."""
        step = np.log(self.highest / self.lowest) / (self.stabilities - 1)
        row, along = _place(np.log(memories.stability / self.lowest) / step, self.stabilities)
        width = (DIFFICULTY_MAX - DIFFICULTY_MIN) / (self.difficulties - 1)
        column, across = _place((memories.difficulty - DIFFICULTY_MIN) / width, self.difficulties)
        node = row * self.difficulties + column
        nodes = np.stack([node, node + 1, node + self.difficulties, node + self.difficulties + 1], axis=-1)
        weights = [(1 - along) * (1 - across), (1 - along) * across, along * (1 - across), along * across]
        return Weighted(nodes, np.stack(weights, axis=-1))


def _place(position: Floats, count: int) -> tuple[Indices, Floats]:
    """The node below each position, at most the last but one, and the part of the way to the next."""
    position = np.clip(position, 0, count - 1)
    node = np.minimum(position.astype(np.intp), count - 2)
    return node, position - node

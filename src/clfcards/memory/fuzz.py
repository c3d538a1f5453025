"""Anki's fuzz: intervals are varied a little, so that cards learned together do not stay together.

The variation depends on the card and its number of reviews, never on a global random generator, so that
a preview shows exactly what will happen. Source: Anki, rslib/src/scheduler/states/fuzz.rs and load_balancer.rs.
"""

import hashlib
import math
from collections.abc import Collection, Mapping
from typing import NamedTuple

_RANGES = ((2.5, 7.0, 0.15), (7.0, 20.0, 0.1), (20.0, math.inf, 0.05))  # from, to (days), fuzz as a part of these days
_BALANCE_DAYS = 90  # longer intervals are not balanced
_LOAD_POWER = 2.15
_SIBLING_WEIGHT = 0.01


def fuzz_factor(card: str, reviews: int) -> float:
    """A number in [0, 1) that is fixed for this card and this number of reviews."""
    digest = hashlib.blake2b(f"{card}\0{reviews}".encode(), digest_size=7).digest()
    return (int.from_bytes(digest, "big") >> 3) / 2**53


class FuzzRange(NamedTuple):
    """The shortest and the longest that an interval can become, in days."""

    least: int
    most: int


def fuzz_range(interval: float, minimum: int, maximum: int) -> FuzzRange:
    """The range of an interval (days) after fuzz, within [minimum, maximum]."""
    minimum = min(minimum, maximum)
    interval = min(max(interval, minimum), maximum)
    delta = 0.0
    if interval >= 2.5:
        delta = 1.0 + sum(part * max(0.0, min(interval, end) - start) for start, end, part in _RANGES)
    low = min(max(round_half_up(interval - delta), minimum), maximum)
    high = min(max(round_half_up(interval + delta), minimum), maximum)
    if high == low and 2 < high < maximum:
        high = low + 1
    return FuzzRange(low, high)


def fuzzed(interval: float, minimum: int, maximum: int, factor: float | None) -> int:
    """The interval (days) that `factor` selects from its range; if `factor` is None, it is only rounded."""
    if factor is None:
        return min(max(round_half_up(interval), min(minimum, maximum)), maximum)
    low, high = fuzz_range(interval, minimum, maximum)
    return min(high, math.floor(low + factor * (1 + high - low)))


def balanced(
    interval: float,
    minimum: int,
    maximum: int,
    factor: float,
    load: Mapping[int, int],
    siblings: Collection[int],
) -> int:
    """An interval from the same range, with a preference for days with few due cards and without a sibling.

    `load` counts the due cards by days from now; `siblings` are the days from now on which cards of the
    same note are due.
    """
    if interval > _BALANCE_DAYS:
        return fuzzed(interval, minimum, maximum, factor)
    low, high = fuzz_range(interval, minimum, maximum)
    weights = [
        (1.0 / max(1, load.get(days, 0))) ** _LOAD_POWER / days * (_SIBLING_WEIGHT if days in siblings else 1.0)
        for days in range(low, high + 1)
    ]
    rest = factor * sum(weights)
    for days, weight in enumerate(weights, start=low):
        rest -= weight
        if rest < 0:
            return days
    return high


def round_half_up(days: float) -> int:
    """The nearest whole day, with halves rounded up: Python's `round` would round them to the even day."""
    return math.floor(days + 0.5)

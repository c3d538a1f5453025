"""Apportionment by the Sainte-Laguë method: highest averages with divisors 1, 3, 5, …

The method is house-monotone: adding a seat never takes a seat away from anyone.
Source: Balinski & Young, "Fair Representation" (Webster's method).
"""

import itertools
import math
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import lru_cache
from heapq import heapify, heapreplace

from clfcards.model.number import Number, exactly


def seat_order(weights: Mapping[str, Number], taken: Mapping[str, int] | None = None) -> Iterator[str]:
    """The winners of seats 1, 2, 3, … in an endless sequence.

    Ties go to the larger weight, then to the name that comes first. `taken` are seats that were assigned
    before. A weight with a fraction counts as it is written. Raises ValueError if no weight is above 0.
    """
    seats = taken or {}
    # Equal quotients of integers have the same floating-point value, and unequal quotients differ by much
    # more than the rounding error for any number of seats below 10^7. So comparing floats is exact.
    claims = [
        # The smallest claim wins the next seat; its fourth entry is the divisor for the seat after that.
        (-weight / (2 * seats.get(name, 0) + 1), -weight, place, 2 * seats.get(name, 0) + 3, name)
        for place, (name, weight) in enumerate(_whole(weights).items())
        if weight > 0
    ]
    if not claims:
        raise ValueError("no weight is above 0")
    heapify(claims)
    while True:
        _, weight, place, divisor, winner = claims[0]
        heapreplace(claims, (weight / divisor, weight, place, divisor + 2, winner))
        yield winner


def apportion(weights: Mapping[str, Number], seats: int) -> dict[str, int]:
    """The number of seats that each name gets in proportion to its weight; the sum is `seats`."""
    return dict(_apportioned(tuple(weights.items()), seats))


@lru_cache(maxsize=256)  # the plans for all outcomes of a diagnostic divide the same time in few ways
def _apportioned(weights: tuple[tuple[str, Number], ...], seats: int) -> tuple[tuple[str, int], ...]:
    taken = Counter(itertools.islice(seat_order(dict(weights)), seats))
    return tuple((name, taken[name]) for name, _ in weights)


def _whole(weights: Mapping[str, Number]) -> Mapping[str, int]:
    """Whole numbers in the same proportions."""
    if all(isinstance(weight, int) for weight in weights.values()):
        return weights  # type: ignore[return-value]  # just checked
    exact = {name: exactly(weight) for name, weight in weights.items()}
    unit = math.lcm(*(weight.denominator for weight in exact.values()))
    return {name: int(weight * unit) for name, weight in exact.items()}

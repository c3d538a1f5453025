"""Seats by Sainte-Laguë: highest averages with divisors 1, 3, 5, …

The method is house-monotone: asking for one seat more never takes a seat from anyone.
Source: Balinski & Young, "Fair Representation" (Webster's method).
"""

import itertools
from collections import Counter
from collections.abc import Iterator, Mapping
from heapq import heapify, heapreplace


def seat_order(weights: Mapping[str, int], taken: Mapping[str, int] | None = None) -> Iterator[str]:
    """Who gets seat 1, 2, 3, … without end; ties go to the larger weight, then to who stands first.

    `taken` are seats that were given before. Raises ValueError where no weight is above 0.
    """
    seats = taken or {}
    # Two equal quotients of integers are the same double, and unequal ones differ by far more
    # than a rounding step for any number of seats below 10^7, so comparing floats is exact.
    claims = [
        # The smallest goes first; the last number is the divisor of the seat after.
        (-weight / (2 * seats.get(name, 0) + 1), -weight, place, 2 * seats.get(name, 0) + 3, name)
        for place, (name, weight) in enumerate(weights.items())
        if weight > 0
    ]
    if not claims:
        raise ValueError("no weight is above 0")
    heapify(claims)
    while True:
        _, weight, place, divisor, winner = claims[0]
        heapreplace(claims, (weight / divisor, weight, place, divisor + 2, winner))
        yield winner


def apportion(weights: Mapping[str, int], seats: int) -> dict[str, int]:
    """How many of `seats` each name gets in proportion to its weight; the sum is `seats`."""
    taken = Counter(itertools.islice(seat_order(weights), seats))
    return {name: taken[name] for name in weights}

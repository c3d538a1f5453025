"""Seats by Sainte-Laguë: highest averages with divisors 1, 3, 5, …

The method is house-monotone: asking for one seat more never takes a seat from anyone.
Source: Balinski & Young, "Fair Representation" (Webster's method).
"""

import itertools
from collections.abc import Iterator, Mapping


def seat_order(weights: Mapping[str, int], taken: Mapping[str, int] | None = None) -> Iterator[str]:
    """Who gets seat 1, 2, 3, … without end; ties go to the larger weight, then to who stands first.

    `taken` are seats that were given before. Raises ValueError where no weight is above 0.
    """
    seats = {name: (taken or {}).get(name, 0) for name, weight in weights.items() if weight > 0}
    if not seats:
        raise ValueError("no weight is above 0")
    claims = {name: weights[name] / (2 * seats[name] + 1) for name in seats}
    # Two equal quotients of integers are the same double, and unequal ones differ by far more
    # than a rounding step for any number of seats below 10^7, so comparing floats is exact.
    while True:
        winner = max(claims, key=lambda name: (claims[name], weights[name]))
        yield winner
        seats[winner] += 1
        claims[winner] = weights[winner] / (2 * seats[winner] + 1)


def apportion(weights: Mapping[str, int], seats: int) -> dict[str, int]:
    """How many of `seats` each name gets in proportion to its weight; the sum is `seats`."""
    counts = dict.fromkeys(weights, 0)
    for name in itertools.islice(seat_order(weights), seats):
        counts[name] += 1
    return counts

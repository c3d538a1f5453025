"""Numbers as they are written in guide.yaml, where weights and pass marks may have a fraction."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # a review starts without them: they take 3 ms to import
    from fractions import Fraction

Number = int | float
"""An int if the number is whole, so that 24 is shown as 24 and 12.5 as 12.5."""


def exactly(number: Number) -> Fraction:
    """The number as it is written: 12.1 is 121/10, and not the nearest binary fraction."""
    from fractions import Fraction

    return Fraction(str(number))


def as_number(value: Fraction) -> Number:
    """The fraction as a number."""
    return int(value) if value.denominator == 1 else float(value)


def total(numbers: Iterable[Number]) -> Number:
    """The sum, without rounding errors: 0.1 + 0.2 is 0.3."""
    from fractions import Fraction

    return as_number(sum(map(exactly, numbers), Fraction()))

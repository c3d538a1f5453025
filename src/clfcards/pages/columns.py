"""Column charts, and which of their names and numbers have room on a phone and on a wide page."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

# Widths in CSS pixels: of a row on the narrowest phone and from stats.css's 40rem up, of a column, of a digit.
_NARROW, _WIDE, _WIDEST_COLUMN, _DIGIT = 288, 600, 64, 7

Pages = Literal["all", "narrow", "wide", "none"]
"""The pages on which a text is shown."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `part` is its height in [0, 1]; `number` is empty if there is nothing to show."""

    name: str
    number: str
    part: float
    name_on: Pages
    number_on: Pages


@dataclass(frozen=True, slots=True)
class Chart:
    """Columns with one `unit`. If `is_whole`, each is drawn in front of a column that shows the whole."""

    unit: str
    columns: tuple[Column, ...]
    is_whole: bool

    @property
    def sentence(self) -> str:
        """Every column with a number, in words."""
        return ", ".join(f"{column.name}: {column.number}" for column in self.columns if column.number)


def chart(
    unit: str,
    names: Sequence[str],
    values: Sequence[float],
    numbers: Sequence[str],
    *,
    whole: float | None = None,
    named: int = 0,
) -> Chart:
    """Columns scaled to `whole`, by default to the largest value. `numbers` are the values as text.

    The column with the index `named` has its name on every page.
    """
    if not any(numbers):
        return Chart(unit, (), is_whole=False)
    most = whole or max(values)
    named %= len(names)
    # If not every number has room, the largest has, because no column next to it is higher. If all numbers
    # are at the height of the whole, those of the named columns are shown.
    names_in = [_every(_step(names, 5, room), len(names), named) for room in (_NARROW, _WIDE)]
    numbers_in = [
        set(range(len(names))) if _step(numbers, 2, room) == 1 else at_names if whole else {values.index(max(values))}
        for room, at_names in zip((_NARROW, _WIDE), names_in, strict=True)
    ]
    columns = (
        Column(name, number, value / most if number else 0, _pages(n, names_in), _pages(n, numbers_in))
        for n, (name, value, number) in enumerate(zip(names, values, numbers, strict=True))
    )
    return Chart(unit, tuple(columns), is_whole=whole is not None)


def _step(texts: Sequence[str], apart: float, room: float) -> int:
    """The step n at which every n-th of the texts fits below its column, if they are `apart` pixels apart."""
    column = min(_WIDEST_COLUMN, room / len(texts))
    return max(1, math.ceil((_DIGIT * max(map(len, texts)) + apart) / column))


def _every(step: int, of: int, named: int) -> set[int]:
    return set(range(named % step, of, step))


def _pages(n: int, shown: Sequence[set[int]]) -> Pages:
    """The pages on which text `n` is shown; `shown` has the texts on narrow pages and those on wide pages."""
    narrow, wide = (n in texts for texts in shown)
    return "all" if narrow and wide else "narrow" if narrow else "wide" if wide else "none"

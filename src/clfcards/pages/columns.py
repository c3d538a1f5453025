"""Charts of columns side by side: which of their names and numbers have room on a phone and on a wide page."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

# What a row of columns has room for, in CSS pixels: on the narrowest phone, and from stats.css's 40rem up.
_NARROW, _WIDE, _WIDEST_COLUMN, _DIGIT = 288, 600, 64, 7

Pages = Literal["all", "narrow", "wide", "none"]
"""On which pages a text is shown."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `part` is its height in [0, 1]; `number` is empty where there is nothing to show."""

    name: str
    number: str
    part: float
    name_on: Pages
    number_on: Pages


@dataclass(frozen=True, slots=True)
class Chart:
    """Columns of one `unit`. `is_whole`: each stands before a column that shows the whole."""

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
    """Columns scaled to `whole`, by default to the largest value. `numbers` are the values as they are written.

    The column `named` has its name on any page.
    """
    if not any(numbers):
        return Chart(unit, (), is_whole=False)
    most = whole or max(values)
    named %= len(names)
    # Where not every number has room, the largest has: nothing beside it stands higher. Where all stand
    # at the height of the whole, those of the named columns have.
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
    """Of texts under so many columns, every how many-th fits."""
    column = min(_WIDEST_COLUMN, room / len(texts))
    return max(1, math.ceil((_DIGIT * max(map(len, texts)) + apart) / column))


def _every(step: int, of: int, named: int) -> set[int]:
    return set(range(named % step, of, step))


def _pages(n: int, shown: Sequence[set[int]]) -> Pages:
    """The pages on which text `n` is shown, from those shown on narrow pages and on wide ones."""
    narrow, wide = (n in texts for texts in shown)
    return "all" if narrow and wide else "narrow" if narrow else "wide" if wide else "none"

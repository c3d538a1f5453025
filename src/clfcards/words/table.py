"""Tables of aligned columns, for every command."""

from collections.abc import Sequence
from typing import Final

from clfcards.words.width import columns, padded

RULE: Final[tuple[str, ...]] = ()
"""Used in place of a row: a line as wide as the table."""


def aligned(rows: Sequence[Sequence[str]], align: str = "", gap: int = 2) -> list[str]:
    """One line per row, with the cells in columns `gap` spaces apart, and without spaces at the end.

    `align` has one character per column, "<" for left and ">" for right; any further columns are aligned left.
    Raises ValueError if the rows have different numbers of cells.
    """
    cells = [row for row in rows if row]
    if len({len(row) for row in cells}) > 1:
        raise ValueError("the rows of a table need the same number of cells")
    widths = [max(map(columns, column)) for column in zip(*cells, strict=True)]
    sides = align.ljust(len(widths), "<")
    lines = [(" " * gap).join(map(padded, row, widths, sides)).rstrip() for row in rows]
    widest = max(map(columns, lines), default=0)
    return [line if row else "─" * widest for row, line in zip(rows, lines, strict=True)]

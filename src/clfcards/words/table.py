"""Rows of cells as a table of aligned columns: the one for every command."""

from collections.abc import Sequence
from typing import Final

from clfcards.words.width import columns, padded

RULE: Final[tuple[str, ...]] = ()
"""In place of a row: a line as wide as the table."""


def aligned(rows: Sequence[Sequence[str]], align: str = "", gap: int = 2) -> list[str]:
    """The rows with their cells in columns `gap` spaces apart, a line for each row and without spaces at its end.

    `align` has one sign per column, "<" for the left and ">" for the right; columns after its last sign
    stand left. Raises ValueError where rows are not equally long.
    """
    cells = [row for row in rows if row]
    if len({len(row) for row in cells}) > 1:
        raise ValueError("the rows of a table need the same number of cells")
    widths = [max(map(columns, column)) for column in zip(*cells, strict=True)]
    signs = align.ljust(len(widths), "<")
    lines = [(" " * gap).join(map(padded, row, widths, signs)).rstrip() for row in rows]
    widest = max(map(columns, lines), default=0)
    return [line if row else "─" * widest for row, line in zip(rows, lines, strict=True)]

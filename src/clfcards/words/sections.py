"""Aligned tables."""

from collections.abc import Sequence

from clfcards.words.width import columns


def aligned(table: Sequence[Sequence[str]]) -> list[str]:
    """The rows with their cells in columns, two spaces apart."""
    widths = [max(columns(row[i]) for row in table) for i in range(len(table[0]))]
    return [
        "  ".join(cell + " " * (width - columns(cell)) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in table
    ]

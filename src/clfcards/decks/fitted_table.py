"""The table that an exam brings in `difficulty.json`, if it has one. Reading it takes imports that few starts need."""

from pathlib import Path

from clfcards.exam.fitted_table import FILE, FittedTable


def fitted_in(folder: Path) -> FittedTable:
    """The exam's table; empty if there is none. Raises ClfcardsError if the file is not valid."""
    if not (folder / FILE).exists():
        return FittedTable()
    from clfcards.decks.difficulty_file import read_fitted

    return read_fitted(folder)

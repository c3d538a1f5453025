"""Lines → rows of cells, with the line where each row begins."""

import csv
from collections.abc import Iterable
from itertools import chain

from clfcards.exchange.entry import MOST_ENTRIES, Unread

_END = "\ue0ff end of the file"
Rows = list[tuple[int, list[str]]]


def delimited_rows(lines: Iterable[str], delimiter: str, first: int = 1) -> tuple[Rows, tuple[Unread, ...]]:
    """The rows that can be read, and why nothing after them was read. `first` is the number of the first line."""
    reader = csv.reader(chain(lines, [_END]), delimiter=delimiter)
    rows: Rows = []
    line = first
    try:
        for row in reader:
            if row == [_END]:  # it stands alone, so no quotation mark is open
                return rows, ()
            if len(rows) > MOST_ENTRIES:
                return rows, (Unread(line, f"the file has more than {MOST_ENTRIES:,} rows: divide it"),)
            rows.append((line, row))
            line = first + reader.line_num
    except csv.Error as error:
        return rows, (Unread(line, f"it cannot be divided into cells ({error}), and nothing after it was read"),)
    unclosed, _ = rows.pop()
    return rows, (Unread(unclosed, "a quotation mark is never closed, and nothing from this line on was read"),)

"""Questions and facts as CSV (RFC 4180), for spreadsheets."""

import csv
import io
import re
from collections import Counter
from collections.abc import Sequence

from clfcards.exchange.delimited import delimited_rows
from clfcards.exchange.entry import Entry, Reading, Unread, Written
from clfcards.exchange.table import columns_of, read_rows, rows_of

_DELIMITERS = ",;\t|"
# A spreadsheet takes a cell that begins with one of these for a formula. A quote mark before it, which spreadsheets
# and our reader remove, makes it a text. Source: OWASP, "CSV Injection".
_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_QUOTED = re.compile(r"'+[=+\-@\t\r]")


def read_csv(text: str) -> Reading:
    """The entries of a CSV file whose first line names its columns; cells are separated by `,`, `;`, tabs or `|`."""
    rows, failed = delimited_rows(io.StringIO(text, newline=""), _delimiter(text))
    columns = columns_of(rows[0][1] if rows else [])
    if not {field for _, field in columns} & {"stem", "front", "cloze"}:
        message = "the first line names no column with the questions, such as 'stem' or 'question'"
        return Reading((), (failed or (Unread(1, message),)), columns)
    reading = read_rows([(line, [_without_mark(cell) for cell in row]) for line, row in rows[1:]], columns)
    return Reading(reading.entries, (*reading.unread, *failed), columns)


def _delimiter(text: str) -> str:
    """The character that separates the cells of the first line."""
    first = re.sub(r'"[^"]*"', "", text.partition("\n")[0])
    counts = Counter(character for character in first if character in _DELIMITERS)
    return max(_DELIMITERS, key=lambda delimiter: counts[delimiter])


def _without_mark(cell: str) -> str:
    return cell[1:] if _QUOTED.match(cell) else cell


def safe_cell(cell: str) -> str:
    """The cell as a text that no spreadsheet computes."""
    return f"'{cell}" if _FORMULA.match(cell) else cell


def write_csv(entries: Sequence[Entry]) -> Written:
    """The entries as CSV with a line of names; a cell holds everything, also line ends."""
    names, rows = rows_of(entries)
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(names)
    writer.writerows([safe_cell(cell) for cell in row] for row in rows)
    return Written(stream.getvalue())

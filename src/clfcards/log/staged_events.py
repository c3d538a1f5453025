"""Events on their way into the log, in a temporary file that SQLite deletes by itself.

An import may have a million events. They stay outside of memory, and outside of the log until all are checked.
"""

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Self

from clfcards.errors import ClfcardsError
from clfcards.log.rows import EVENT_COLUMNS, Row, event_row
from clfcards.model.event import Event

_PART = 2000
_CREATE = (
    "CREATE TABLE staged (id TEXT PRIMARY KEY, at, utc_offset, kind, subject, rating, duration, interval, payload)"
)
_MARKS = ", ".join("?" * len(EVENT_COLUMNS.split(", ")))


class StagedEvents:
    """Events by id; of several with one id, the first counts. As a context manager, it removes them at the end."""

    def __init__(self) -> None:
        self._connection = sqlite3.connect("", isolation_level=None)  # an empty name is a private temporary file
        for statement in ("PRAGMA journal_mode = OFF", "PRAGMA synchronous = OFF", _CREATE, "BEGIN"):
            self._connection.execute(statement)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._connection.close()

    def add(self, events: Iterable[Event]) -> None:
        """Adds events. Raises ClfcardsError if there is no room for them."""
        try:
            rows = map(event_row, events)
            self._connection.executemany(f"INSERT INTO staged VALUES ({_MARKS}) ON CONFLICT DO NOTHING", rows)
        except sqlite3.OperationalError as error:
            raise ClfcardsError(f"there is no room for a temporary file ({error}): nothing was imported") from error

    def count(self) -> int:
        (number,) = self._connection.execute("SELECT count(*) FROM staged").fetchone()
        return int(number)

    def remove(self, known: Callable[[list[str]], set[str]]) -> None:
        """Removes the events whose ids are `known`; the function returns those among the ids it is called with."""
        last = ""
        query = "SELECT id FROM staged WHERE id > ? ORDER BY id LIMIT 500"
        while ids := [id_ for (id_,) in self._connection.execute(query, (last,))]:
            self._connection.executemany("DELETE FROM staged WHERE id = ?", [(id_,) for id_ in known(ids)])
            last = ids[-1]

    def most_of_one(self) -> tuple[str, int]:
        """The subject that most events happened to, and their number; subjects that are empty are left out."""
        query = (
            "SELECT subject, count(*) FROM staged WHERE subject <> '' GROUP BY kind, subject ORDER BY 2 DESC LIMIT 1"
        )
        subject, number = self._connection.execute(query).fetchone() or ("", 0)
        return str(subject), int(number)

    def parts(self) -> Iterator[list[Row]]:
        """The events' rows by time, in parts that are small enough for one transaction."""
        rows = self._connection.execute(f"SELECT {EVENT_COLUMNS} FROM staged ORDER BY at, id")
        while part := list(islice(rows, _PART)):
            yield part

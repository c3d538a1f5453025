"""Every event that can still be read from a log's file, however much of it is damaged."""

import json
import shutil
import sqlite3
import tempfile
from collections.abc import Container, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from clfcards.log.checked_event import checked_event
from clfcards.log.connection import is_damage, readable_errors
from clfcards.log.rows import EVENT_COLUMNS
from clfcards.model.event import Event
from clfcards.model.event_kind import EventKinds

_LEAST_ROW = 32  # bytes; no event is shorter
_LONGEST = 2**33  # bytes; a head that says more is itself damaged


def readable_events(path: Path, kinds: EventKinds, known: Container[str] = ()) -> list[Event]:
    """The events in a file that is not changed by it, without those whose ids are `known`.

    `kinds` are those this version knows: their payloads are checked.

    Raises OSError or ClfcardsError where there is no room for the copy that is read.
    """
    with tempfile.TemporaryDirectory(dir=path.parent) as folder:
        copy = Path(folder) / "copy.db"
        shutil.copyfile(path, copy)
        wal = path.with_name(path.name + "-wal")
        if wal.exists():
            shutil.copyfile(wal, copy.with_name(copy.name + "-wal"))
        _lengthen(copy)
        connection = sqlite3.connect(copy, isolation_level=None)
        try:
            with readable_errors(path):
                connection.execute("PRAGMA writable_schema = ON")  # then a damaged part of the schema is passed over
                first, last = _numbers(connection, copy)
                return list(_events_in(connection, first, last, kinds, known))
        finally:
            connection.close()


def _numbers(connection: sqlite3.Connection, path: Path) -> tuple[int, int]:
    """The first and the last number an event can have."""
    try:
        first, last = connection.execute("SELECT min(number), max(number) FROM event").fetchone()
    except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
        if isinstance(error, sqlite3.Error) and not is_damage(error):
            raise
        most = path.stat().st_size // _LEAST_ROW
        return -most, most
    return (first, last) if first is not None else (1, 0)


def _lengthen(path: Path) -> None:
    """Gives a file that was cut off its full length: SQLite reads nothing of one shorter than its head says."""
    with path.open("r+b") as file:
        head = file.read(100)
        page_size = int.from_bytes(head[16:18], "big") or 4096
        length = page_size * int.from_bytes(head[28:32], "big")
        if head.startswith(b"SQLite format 3") and path.stat().st_size < length <= _LONGEST:
            file.truncate(length)


def _events_in(
    connection: sqlite3.Connection, first: int, last: int, kinds: EventKinds, known: Container[str]
) -> Iterator[Event]:
    """The unknown events numbered `first` to `last`; where reading fails, both halves are tried apart."""
    waiting = [(first, last)]
    query = f"SELECT {EVENT_COLUMNS} FROM event WHERE number BETWEEN ? AND ?"
    while waiting:
        low, high = waiting.pop()
        if low > high:
            continue
        try:
            rows = map(_EventRow._make, connection.execute(query, (low, high)))
            events = [_intact(row, kinds) for row in rows if row.id not in known]
        except (sqlite3.DatabaseError, ValueError, TypeError) as error:
            if isinstance(error, sqlite3.Error) and not is_damage(error):
                raise
            is_schema = isinstance(error, UnicodeDecodeError) or "no such table" in str(error)
            if is_schema or "not a database" in str(error) or low == high:
                continue
            middle = (low + high) // 2
            waiting += [(middle + 1, high), (low, middle)]
        else:
            yield from events


class _EventRow(NamedTuple):
    """A row of EVENT_COLUMNS, whatever its columns hold."""

    id: Any
    at: Any
    utc_offset: Any
    kind: Any
    subject: Any
    rating: Any
    duration: Any
    interval: Any
    payload: Any


def _intact(row: _EventRow, kinds: EventKinds) -> Event:
    """The event in a row. Raises ValueError or TypeError where it holds what no event can."""
    return checked_event({**row._asdict(), "payload": json.loads(row.payload or "{}")}, kinds)

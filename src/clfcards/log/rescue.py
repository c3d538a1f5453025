"""Reads every event that is still readable from a log's file, however damaged the file is."""

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

_MIN_ROW_BYTES = 32  # bytes; no event is shorter
_MAX_BYTES = 2**33  # bytes; a header that claims more is itself damaged


def readable_events(path: Path, kinds: EventKinds, known: Container[str] = ()) -> list[Event]:
    """The events in a file, without those whose ids are in `known`. The file is not changed.

    `kinds` are the kinds of event that this version knows: their payloads are checked.

    Raises OSError or ClfcardsError if there is no room for the copy that is read.
    """
    with tempfile.TemporaryDirectory(dir=path.parent) as folder:
        copy = Path(folder) / "copy.db"
        shutil.copyfile(path, copy)
        wal = path.with_name(path.name + "-wal")
        if wal.exists():
            shutil.copyfile(wal, copy.with_name(copy.name + "-wal"))
        _restore_length(copy)
        connection = sqlite3.connect(copy, isolation_level=None)
        try:
            with readable_errors(path):
                connection.execute("PRAGMA writable_schema = ON")  # SQLite then skips damaged parts of the schema
                first, last = _event_numbers(connection, copy)
                return list(_events_in(connection, first, last, kinds, known))
        finally:
            connection.close()


def _event_numbers(connection: sqlite3.Connection, path: Path) -> tuple[int, int]:
    """The lowest and the highest number that an event can have."""
    try:
        first, last = connection.execute("SELECT min(number), max(number) FROM event").fetchone()
    except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
        if isinstance(error, sqlite3.Error) and not is_damage(error):
            raise
        most = path.stat().st_size // _MIN_ROW_BYTES
        return -most, most
    return (first, last) if first is not None else (1, 0)


def _restore_length(path: Path) -> None:
    """Extends a truncated file to its full length: SQLite refuses a file that is shorter than its header says."""
    with path.open("r+b") as file:
        header = file.read(100)
        page_size = int.from_bytes(header[16:18], "big") or 4096
        length = page_size * int.from_bytes(header[28:32], "big")
        if header.startswith(b"SQLite format 3") and path.stat().st_size < length <= _MAX_BYTES:
            file.truncate(length)


def _events_in(
    connection: sqlite3.Connection, first: int, last: int, kinds: EventKinds, known: Container[str]
) -> Iterator[Event]:
    """The unknown events numbered `first` to `last`; if reading them fails, each half is tried separately."""
    waiting = [(first, last)]
    query = f"SELECT {EVENT_COLUMNS} FROM event WHERE number BETWEEN ? AND ?"
    while waiting:
        low, high = waiting.pop()
        if low > high:
            continue
        try:
            rows = map(_EventRow._make, connection.execute(query, (low, high)))
            events = [_checked(row, kinds) for row in rows if row.id not in known]
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
    """A row of EVENT_COLUMNS, whose values can be of any type."""

    id: Any
    at: Any
    utc_offset: Any
    kind: Any
    subject: Any
    rating: Any
    duration: Any
    interval: Any
    payload: Any


def _checked(row: _EventRow, kinds: EventKinds) -> Event:
    """The event in a row. Raises ValueError or TypeError if it holds values that no event can have."""
    return checked_event({**row._asdict(), "payload": json.loads(row.payload or "{}")}, kinds)

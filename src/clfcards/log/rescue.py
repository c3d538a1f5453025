"""Every event that can still be read from a log's file, however much of it is damaged."""

import json
import shutil
import sqlite3
import tempfile
from collections.abc import Container, Iterator
from pathlib import Path
from typing import Any

from clfcards.log.checked_event import checked_event
from clfcards.log.connection import is_damage, sentences
from clfcards.log.rows import EVENT_COLUMNS
from clfcards.model.event import Event

_LEAST_ROW = 32  # bytes; no event is shorter
_LONGEST = 2**33  # bytes; a head that says more is itself damaged


def readable_events(path: Path, known: Container[str] = ()) -> list[Event]:
    """The events in a file that is not changed by it, without those whose ids are `known`.

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
            with sentences(path):
                connection.execute("PRAGMA writable_schema = ON")  # then a damaged part of the schema is passed over
                return list(_range(connection, *_numbers(connection, copy), known))
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


def _range(connection: sqlite3.Connection, first: int, last: int, known: Container[str]) -> Iterator[Event]:
    """The unknown events numbered `first` to `last`; where reading fails, both halves are tried apart."""
    waiting = [(first, last)]
    query = f"SELECT {EVENT_COLUMNS} FROM event WHERE number BETWEEN ? AND ?"
    while waiting:
        low, high = waiting.pop()
        if low > high:
            continue
        try:
            events = [_sound(row) for row in connection.execute(query, (low, high)) if row[0] not in known]
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


def _sound(row: tuple[Any, ...]) -> Event:
    """The event in a row. Raises ValueError or TypeError where it holds what no event can."""
    raw = dict(zip(EVENT_COLUMNS.split(", "), row, strict=True))
    raw["payload"] = json.loads(raw["payload"] or "{}")
    return checked_event(raw)

"""Reads the rows of a damaged log through SQLite, around the places where it fails."""

import sqlite3
from collections.abc import Iterable, Iterator
from types import UnionType
from typing import Any

from clfcards.log.connection import is_damage
from clfcards.log.remains import Remains
from clfcards.log.rows import EVENT_COLUMNS

_MIN_ROW_BYTES = 32  # bytes; no event is shorter
_TYPES: tuple[type | UnionType, ...] = (
    str, int, int, str, str, int | None, int | None, int | None, str | None
)  # fmt: skip
_UNIQUE = "sqlite_autoindex_event_1"  # SQLite's name for the index of the ids


def add_rows(remains: Remains, connection: sqlite3.Connection, file_bytes: int) -> int:
    """Adds what SQLite still reads of a database of this length. Returns how many events it counts.

    A range that ends early is not an error to SQLite, so every number and id that anything else knows of is looked
    up by itself. The count is 0 unless the table and its index agree on it.
    """
    connection.execute("PRAGMA writable_schema = ON")  # SQLite then skips damaged parts of the schema
    first, last = _ends(connection, file_bytes)
    _add_ranges(remains, connection, first, last)
    ids = dict(_indexed(connection))
    found = set[int]().union(*remains.rows.values())
    numbers = {number for pairs in remains.links.values() for number, _ in pairs}
    numbers.update(remains.index, ids.values())
    for number in numbers - found:
        _add(remains, connection, "WHERE number = ?", number)
    known = {row[0] for row in remains.rows}
    for id_ in ids.keys() - known:
        _add(remains, connection, "WHERE id = ?", id_)
    counts = [_count(connection, how) for how in ("NOT INDEXED", f"INDEXED BY {_UNIQUE}")]
    return min(counts)


def _ends(connection: sqlite3.Connection, file_bytes: int) -> tuple[int, int]:
    """The lowest and the highest number that an event can have."""
    for first, last in _answers(connection, "SELECT min(number), max(number) FROM event"):
        if isinstance(first, int) and isinstance(last, int):
            return first, last
    most = file_bytes // _MIN_ROW_BYTES
    return -most, most


def _add_ranges(remains: Remains, connection: sqlite3.Connection, first: int, last: int) -> None:
    """Adds the events numbered `first` to `last`; if reading them fails, each half is tried separately."""
    waiting = [(first, last)]
    query = f"SELECT number, {EVENT_COLUMNS} FROM event WHERE number BETWEEN ? AND ?"
    while waiting:
        low, high = waiting.pop()
        try:
            rows = connection.execute(query, (low, high)).fetchall()
        except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
            _raise_unless_damage(error)
            if low < high and "no such table" not in str(error) and "not a database" not in str(error):
                middle = (low + high) // 2
                waiting += [(middle + 1, high), (low, middle)]
        else:
            _add_all(remains, rows)


def _indexed(connection: sqlite3.Connection) -> Iterator[tuple[str, int]]:
    """The ids and numbers in the unique index, read from both ends up to where reading fails."""
    for order in ("", "DESC"):
        for id_, number in _answers(
            connection, f"SELECT id, number FROM event INDEXED BY {_UNIQUE} ORDER BY id {order}"
        ):
            if isinstance(id_, str) and isinstance(number, int):
                yield id_, number


def _add(remains: Remains, connection: sqlite3.Connection, where: str, value: int | str) -> None:
    _add_all(remains, _answers(connection, f"SELECT number, {EVENT_COLUMNS} FROM event {where}", value))


def _add_all(remains: Remains, rows: Iterable[tuple[Any, ...]]) -> None:
    """Adds the rows whose values are of the right types: a damaged table can hold others."""
    for number, *row in rows:
        if isinstance(number, int) and all(map(isinstance, row, _TYPES)):
            remains.add_row(number, tuple(row))


def _count(connection: sqlite3.Connection, how: str) -> int:
    return next((int(count) for (count,) in _answers(connection, f"SELECT count(*) FROM event {how}")), 0)


def _answers(connection: sqlite3.Connection, query: str, *values: int | str) -> Iterator[tuple[Any, ...]]:
    """The rows of the answer, up to the first that cannot be read."""
    try:
        yield from connection.execute(query, values)
    except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
        _raise_unless_damage(error)


def _raise_unless_damage(error: Exception) -> None:
    if isinstance(error, sqlite3.Error) and not is_damage(error):
        raise error

"""The chain: a hash over the log's events, continued with each event that comes in.

A link is a hash of the link before it and of one event's row. So one look at one link says whether a log still holds
all that an older copy held, and reading all of them says which rows were changed by anything but this program.
The order is that of arrival in this file. Another device has the same events in another order, and another chain.
"""

import sqlite3
from collections.abc import Iterable
from hashlib import blake2b
from itertools import count
from typing import Any, NamedTuple

from clfcards.log.rows import EVENT_COLUMNS, row_bytes

LINK_BYTES = 16


class ChainEnd(NamedTuple):
    """How far a log reaches: the arrival of its last event (0 if there are none), and the link of that event."""

    arrival: int
    link: bytes


def beginning(namespace: str) -> ChainEnd:
    """The end of the chain of an empty log. Logs of two decks have no link in common."""
    return ChainEnd(0, blake2b(namespace.encode(), digest_size=LINK_BYTES).digest())


def next_link(link: bytes, row: tuple[Any, ...]) -> bytes:
    """The link after `link` for one more event, given as its row of EVENT_COLUMNS."""
    return blake2b(link + row_bytes(row), digest_size=LINK_BYTES).digest()


def next_end(end: ChainEnd, row: tuple[Any, ...]) -> ChainEnd:
    """The end of the chain after one more event, given as its row of EVENT_COLUMNS."""
    return ChainEnd(end.arrival + 1, next_link(end.link, row))


def end_of(connection: sqlite3.Connection, namespace: str) -> ChainEnd:
    """How far the log reaches."""
    row = connection.execute("SELECT arrival, link FROM chain ORDER BY arrival DESC LIMIT 1").fetchone()
    return ChainEnd(*row) if row else beginning(namespace)


def reaches(connection: sqlite3.Connection, namespace: str, end: ChainEnd) -> bool:
    """Whether the log holds all events of a log that has, or once had, this end."""
    if end.arrival == 0:
        return end == beginning(namespace)
    row = connection.execute("SELECT link FROM chain WHERE arrival = ?", (end.arrival,)).fetchone()
    return bool(row == (end.link,))


def continue_chain(connection: sqlite3.Connection, end: ChainEnd, rows: Iterable[tuple[Any, ...]]) -> ChainEnd:
    """Adds a link for each row, which is an event's number followed by EVENT_COLUMNS, and returns the new end."""
    arrival, link = end

    def links() -> Iterable[tuple[int, int, bytes]]:
        nonlocal arrival, link
        for row in rows:
            arrival, link = arrival + 1, next_link(link, row[1:])
            yield arrival, row[0], link

    connection.executemany("INSERT INTO chain (arrival, number, link) VALUES (?, ?, ?)", links())
    return ChainEnd(arrival, link)


def begin_chain(connection: sqlite3.Connection, namespace: str) -> None:
    """Names the deck of a log without a chain, and begins its chain with the events that it already has."""
    connection.execute("INSERT INTO identity (namespace) VALUES (?)", (namespace,))
    rows = connection.execute(f"SELECT number, {EVENT_COLUMNS} FROM event ORDER BY number")
    continue_chain(connection, beginning(namespace), rows)


def namespace_of(connection: sqlite3.Connection) -> str | None:
    """The deck that a log is about; None if the file does not say, as before version 2."""
    if not connection.execute("SELECT 1 FROM sqlite_schema WHERE name = 'identity'").fetchone():
        return None
    row = connection.execute("SELECT namespace FROM identity").fetchone()
    return row[0] if row else None


def wrong_numbers(connection: sqlite3.Connection, namespace: str) -> list[int]:
    """The numbers of the events whose rows are not as they came in, are missing, or were added without a link.

    If a link itself is damaged, its event and the one after it are listed. Takes about 5 s for a million events.
    """
    wrong: list[int] = []
    chained: set[int] = set()
    last, arrivals = beginning(namespace).link, count(1)
    columns = ", ".join(f"event.{name}" for name in EVENT_COLUMNS.split(", "))
    query = (
        f"SELECT chain.arrival, chain.number, chain.link, event.number, {columns} "
        "FROM chain LEFT JOIN event USING (number) ORDER BY chain.arrival"
    )
    for row in connection.execute(query):
        arrival, number, link, found = row[:4]
        expected = next(arrivals)
        if found is None or arrival != expected or not _is_next(last, row[4:], link):
            wrong.append(number)
            arrivals = count(arrival + 1)
        chained.add(number)
        last = link
    wrong += (number for (number,) in connection.execute("SELECT number FROM event") if number not in chained)
    return wrong


def _is_next(last: Any, row: tuple[Any, ...], link: Any) -> bool:
    """Whether this is the link after `last` for this row. In a damaged file they can hold values of any type."""
    try:
        return bool(next_link(last, row) == link)
    except (TypeError, ValueError):
        return False

"""Is the log whole, and do the card states follow from it? What can be mended is mended."""

import datetime as dt
import json
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from clfcards.memory.replay import replay, terms_of
from clfcards.memory.state import CardState
from clfcards.model.event import Event
from clfcards.store.backup import backups
from clfcards.store.connection import DamagedLogError, connect, sentences, transaction
from clfcards.store.derive import derive_all
from clfcards.store.json_lines import checked_event
from clfcards.store.log import Log, log_path
from clfcards.store.rows import EVENT_COLUMNS

_LEAST_ROW = 32  # bytes; no event is shorter
_LONGEST = 2**33  # bytes; a head that says more is itself damaged


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """What was found and done. `mended` are cards whose stored state did not follow from the log.

    `damage` is what SQLite says of a damaged file; then `set_aside` is where it lies now, `saved` how
    many events could be read from it, and `from_backups` how many more the backups held.
    """

    path: Path
    exists: bool
    events: int = 0
    cards: int = 0
    mended: tuple[str, ...] = ()
    damage: str = ""
    set_aside: Path | None = None
    saved: int = 0
    from_backups: int = 0
    backups: int = 0


def examine(folder: Path, namespace: str, now: dt.datetime) -> Diagnosis:
    """Checks the log and mends it. Raises ClfcardsError where it cannot be opened or written."""
    path = log_path(folder, namespace)
    if not path.exists():
        return Diagnosis(path, exists=False, backups=len(backups(path)))
    damage = _damage(path)
    if damage:
        return _rescue(folder, namespace, now, damage)
    with Log.open(folder, namespace, now) as log:
        mended, events, cards = _mend(log)
    return Diagnosis(path, True, events, cards, mended, backups=len(backups(path)))


def _damage(path: Path) -> str:
    """What is wrong with the file; empty where nothing is."""
    try:
        connection = connect(path)
    except DamagedLogError as error:
        return str(error.__cause__)
    try:
        rows = connection.execute("PRAGMA integrity_check(5)").fetchall()
    except sqlite3.DatabaseError as error:
        return str(error)
    finally:
        connection.close()
    return "" if rows == [("ok",)] else "; ".join(str(row[0]) for row in rows)


def _mend(log: Log) -> tuple[tuple[str, ...], int, int]:
    """Cards whose state was not what the log leads to (all states are derived anew then), events, cards."""
    with sentences(log.path), transaction(log.connection):
        events = log.events()
        right = replay(events, terms_of(events))
        stored = log.states()
        wrong = [
            card
            for card in sorted({*right, *stored})
            if stored.get(card, CardState(card)) != right.get(card, CardState(card))
        ]
        if wrong:
            derive_all(log.connection, terms_of(events))
    return tuple(wrong), len(events), len(right)


def _rescue(folder: Path, namespace: str, now: dt.datetime, damage: str) -> Diagnosis:
    """A new log of all events that the damaged file and its backups still hold; the damaged one is kept."""
    path = log_path(folder, namespace)
    found = {event.id: event for event in _readable_events(path)}
    saved = len(found)
    copies = backups(path)
    for copy in copies:
        for event in _readable_events(copy):
            found.setdefault(event.id, event)
    aside = path.with_name(f"{namespace}-damaged-{now:%Y%m%dT%H%M%S}.db")
    path.rename(aside)
    for suffix in ("-wal", "-shm"):
        rest = path.with_name(path.name + suffix)
        if rest.exists():
            rest.rename(aside.with_name(aside.name + suffix))
    with Log.open(folder, namespace, now) as log:
        log.merge(found.values())
        cards = len(log.states())
    return Diagnosis(
        path, True, len(found), cards, damage=damage, set_aside=aside, saved=saved,
        from_backups=len(found) - saved, backups=len(copies),
    )  # fmt: skip


def _readable_events(path: Path) -> list[Event]:
    """Every event that can still be read, however much of the file is damaged."""
    with tempfile.TemporaryDirectory(dir=path.parent) as folder:
        copy = Path(folder) / "copy.db"
        shutil.copyfile(path, copy)
        wal = path.with_name(path.name + "-wal")
        if wal.exists():
            shutil.copyfile(wal, copy.with_name(copy.name + "-wal"))
        _lengthen(copy)
        connection = sqlite3.connect(copy, isolation_level=None)
        try:
            try:
                last = connection.execute("SELECT max(number) FROM event").fetchone()[0] or 0
            except sqlite3.DatabaseError:
                last = copy.stat().st_size // _LEAST_ROW
            return list(_range(connection, 1, last))
        finally:
            connection.close()


def _lengthen(path: Path) -> None:
    """Gives a file that was cut off its full length: SQLite reads nothing of one shorter than its head says."""
    with path.open("r+b") as file:
        head = file.read(100)
        page_size = int.from_bytes(head[16:18], "big") or 4096
        length = page_size * int.from_bytes(head[28:32], "big")
        if head.startswith(b"SQLite format 3") and path.stat().st_size < length <= _LONGEST:
            file.truncate(length)


def _range(connection: sqlite3.Connection, first: int, last: int) -> Iterator[Event]:
    """The events numbered `first` to `last`; where reading fails, both halves are tried apart."""
    waiting = [(first, last)]
    query = f"SELECT {EVENT_COLUMNS} FROM event WHERE number BETWEEN ? AND ?"
    while waiting:
        low, high = waiting.pop()
        if low > high:
            continue
        try:
            events = [_sound(row) for row in connection.execute(query, (low, high))]
        except (sqlite3.DatabaseError, ValueError, TypeError) as error:
            if "no such table" in str(error) or "not a database" in str(error) or low == high:
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

"""Is the log intact, and do the card states follow from it? What can be repaired is repaired."""

import datetime as dt
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from clfcards.errors import ClfcardsError
from clfcards.log.backup import backups
from clfcards.log.card_rows import CardRow, card_row
from clfcards.log.cards import read_rows
from clfcards.log.connection import DamagedLogError, connect, readable_errors, transaction
from clfcards.log.derive import derive_all, wrongly_touched
from clfcards.log.log import Log, log_path
from clfcards.log.migrate import fresh_schema, migrations, schema_of
from clfcards.log.rescue import readable_events
from clfcards.log.rows import event_row
from clfcards.memory.replay import replay, terms_of
from clfcards.memory.state import CardState
from clfcards.model.event import Event
from clfcards.model.event_kind import EventKinds
from clfcards.system.files import shown


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """What was found and done. `repaired` are cards whose stored state did not follow from the log.

    `from_backups` is how many events only backups held, or files set aside before. `damage` is what
    SQLite says of a damaged file; then `set_aside` is where it lies now, and `saved` how many events
    could be read from it.
    """

    path: Path
    exists: bool
    events: int = 0
    cards: int = 0
    repaired: tuple[str, ...] = ()
    damage: str = ""
    set_aside: Path | None = None
    saved: int = 0
    from_backups: int = 0
    backups: int = 0


def examine(folder: Path, namespace: str, now: dt.datetime, kinds: EventKinds) -> Diagnosis:
    """Checks the log and repairs it; `kinds` are those this version knows.

    Raises ClfcardsError where it cannot be opened, read or written.
    """
    path = log_path(folder, namespace)
    with _room_for(path):
        if path.exists():
            try:
                _check(path)
                with Log.open(folder, namespace, now) as log:
                    return _repaired(log, kinds)
            except DamagedLogError as error:
                return _rescued(folder, namespace, now, kinds, str(error.__cause__))
        return _rescued(folder, namespace, now, kinds, "")


@contextmanager
def _room_for(path: Path) -> Iterator[None]:
    """Turns a failure to copy or rename into a ClfcardsError."""
    try:
        yield
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        message = f"cannot repair '{shown(path)}': {reason}; nothing is lost: fix that and run it again"
        raise ClfcardsError(message) from error


def _check(path: Path) -> None:
    """Raises DamagedLogError where the file is not an intact database."""
    connection = connect(path)
    try:
        with readable_errors(path):
            rows = connection.execute("PRAGMA integrity_check(5)").fetchall()
            (version,) = connection.execute("PRAGMA user_version").fetchone()
            schema = schema_of(connection)
    finally:
        connection.close()
    found = "; ".join(str(line) for (line,) in rows)
    if found == "ok" and version == max(migrations()) and not schema >= fresh_schema():
        found = "a table, an index or a trigger is missing or changed"
    if found != "ok":
        raise DamagedLogError(f"'{shown(path)}' is damaged") from ValueError(found)


def _repaired(log: Log, kinds: EventKinds) -> Diagnosis:
    """All states derived again where one is not what the log leads to, and the events added that it lacks."""
    with readable_errors(log.path), transaction(log.connection):
        events = log.events()
        right = {card: card_row(state) for card, state in replay(events, terms_of(events)).items()}
        stored = read_rows(log.connection)
        wrong = [card for card in sorted({*right, *stored}) if _row_of(card, stored) != _row_of(card, right)]
        wrong += sorted(wrongly_touched(log.connection).difference(wrong))
        if wrong:
            derive_all(log.connection, terms_of(events))
    found = {event.id: event for event in events}
    _add_other_copies(log.path, found, kinds)
    added = log.merge(list(found.values())[len(events) :])
    return Diagnosis(
        log.path, True, len(found), len(log.states()), tuple(wrong), from_backups=added, backups=len(backups(log.path))
    )  # fmt: skip


def _row_of(card: str, rows: Mapping[str, CardRow]) -> CardRow:
    """The card's row; that of a card which no event touched where there is none."""
    return rows.get(card) or card_row(CardState(card))


def _rescued(folder: Path, namespace: str, now: dt.datetime, kinds: EventKinds, damage: str) -> Diagnosis:
    """A new log of all events that the damaged file and other copies still hold; the damaged one is kept.

    The new log is made apart and takes its place when it is whole.
    """
    path = log_path(folder, namespace)
    found = {event.id: event for event in readable_events(path, kinds)} if path.exists() else {}
    saved = len(found)
    _add_other_copies(path, found, kinds)
    copies = len(backups(path))
    if not path.exists() and not found:
        return Diagnosis(path, exists=False, backups=copies)
    with tempfile.TemporaryDirectory(dir=folder) as apart:
        with Log.open(Path(apart), namespace, now) as log:
            log.merge(found.values())
            cards = len(log.states())
            log.flush()
        aside = _set_aside(path, now)
        log.path.rename(path)
    return Diagnosis(
        path, True, len(found), cards, damage=damage, set_aside=aside, saved=saved,
        from_backups=len(found) - saved, backups=copies,
    )  # fmt: skip


def _add_other_copies(path: Path, found: dict[str, Event], kinds: EventKinds) -> None:
    """Adds the events that only backups hold, or a file that was set aside by a repair that was broken off.

    One that differs from a found one in nothing but its id is that one: a damaged byte may stand in an id.
    """
    contents = {_content(event) for event in found.values()}
    for copy in (*backups(path), *sorted(path.parent.glob(f"{path.stem}-damaged-[0-9]*.db"))):
        for event in readable_events(copy, kinds, found):
            if (content := _content(event)) not in contents:
                found[event.id] = event
                contents.add(content)


def _content(event: Event) -> tuple[Any, ...]:
    """All of an event but its id."""
    _, *content = event_row(event)
    return tuple(content)


def _set_aside(path: Path, now: dt.datetime) -> Path | None:
    """Gives the log's files another name; None where there is no log."""
    aside = path.with_name(f"{path.stem}-damaged-{now:%Y%m%dT%H%M%S}.db")
    existed = path.exists()
    for suffix in ("", "-wal", "-shm"):
        file = path.with_name(path.name + suffix)
        if file.exists():
            file.rename(aside.with_name(aside.name + suffix))
    return aside if existed else None

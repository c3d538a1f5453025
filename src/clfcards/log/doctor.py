"""Checks whether the log is intact and the card states follow from it, and repairs what it can."""

import datetime as dt
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from clfcards.errors import ClfcardsError
from clfcards.log.backup import backups
from clfcards.log.card_rows import CardRow, card_row
from clfcards.log.cards import read_rows
from clfcards.log.connection import DamagedLogError, connect, readable_errors, transaction
from clfcards.log.derive import cards_with_wrong_touches, derive_all
from clfcards.log.log import Log, log_path
from clfcards.log.migrate import fresh_schema, migrations, schema_of
from clfcards.log.rescue import readable_events
from clfcards.log.restore import bring_back, find_restorable
from clfcards.memory.replay import replay, terms_of
from clfcards.memory.state import CardState
from clfcards.model.event_kind import EventKinds
from clfcards.system.files import shown


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """What was found and done. `repaired` are the cards whose stored state did not follow from the log.

    `from_backups` is the number of events that only backups, or damaged files moved aside earlier, still had.
    `damage` is SQLite's message about a damaged file; then `moved_to` is where the file is now, and `saved` is
    the number of events that could be read from it.
    """

    path: Path
    exists: bool
    events: int = 0
    cards: int = 0
    repaired: tuple[str, ...] = ()
    damage: str = ""
    moved_to: Path | None = None
    saved: int = 0
    from_backups: int = 0
    backups: int = 0


def examine(folder: Path, namespace: str, now: dt.datetime, kinds: EventKinds, second: Path | None = None) -> Diagnosis:
    """Checks the log and repairs it; `kinds` are the kinds of event that this version knows.

    `second` is a second folder with backups.

    Raises ClfcardsError if it cannot be opened, read or written.
    """
    path = log_path(folder, namespace)
    with _readable_os_errors(path):
        if path.exists():
            try:
                _check(path)
                with Log.open(folder, namespace, now) as log:
                    return _repaired(log, kinds, second)
            except DamagedLogError as error:
                return _rescued(folder, namespace, now, kinds, str(error.__cause__), second)
        return _rescued(folder, namespace, now, kinds, "", second)


@contextmanager
def _readable_os_errors(path: Path) -> Iterator[None]:
    """Turns a failure to copy or rename into a ClfcardsError."""
    try:
        yield
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        message = f"cannot repair '{shown(path)}': {reason}; nothing is lost: fix this and try again"
        raise ClfcardsError(message) from error


def _check(path: Path) -> None:
    """Raises DamagedLogError if the file is not an intact database."""
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


def _repaired(log: Log, kinds: EventKinds, second: Path | None) -> Diagnosis:
    """Derives all states again if one does not follow from the log, and adds events that only other copies have."""
    with readable_errors(log.path), transaction(log.connection):
        events = log.events()
        correct = {card: card_row(state) for card, state in replay(events, terms_of(events)).items()}
        stored = read_rows(log.connection)
        wrong = [card for card in sorted({*correct, *stored}) if _row_of(card, stored) != _row_of(card, correct)]
        wrong += sorted(cards_with_wrong_touches(log.connection).difference(wrong))
        if wrong:
            derive_all(log.connection, terms_of(events))
    added = bring_back(log, find_restorable(log.path, kinds, second, events))
    return Diagnosis(
        log.path, True, len(events) + added, len(log.states()), tuple(wrong), from_backups=added,
        backups=len(backups(log.path)),
    )  # fmt: skip


def _row_of(card: str, rows: Mapping[str, CardRow]) -> CardRow:
    """The card's row; if there is none, the row of a card that no event touched."""
    return rows.get(card) or card_row(CardState(card))


def _rescued(
    folder: Path, namespace: str, now: dt.datetime, kinds: EventKinds, damage: str, second: Path | None
) -> Diagnosis:
    """Makes a new log with all events that the damaged file and other copies still have; the damaged file is kept.

    The new log is made in a temporary folder and moved into place when it is complete.
    """
    path = log_path(folder, namespace)
    found = {event.id: event for event in readable_events(path, kinds)} if path.exists() else {}
    saved = len(found)
    found.update({event.id: event for event in find_restorable(path, kinds, second, found.values()).events})
    copies = len(backups(path))
    if not path.exists() and not found:
        return Diagnosis(path, exists=False, backups=copies)
    with tempfile.TemporaryDirectory(dir=folder) as temporary:
        with Log.open(Path(temporary), namespace, now) as log:
            log.merge(found.values())
            cards = len(log.states())
            log.flush()
        moved_to = _move_aside(path, now)
        log.path.rename(path)
    return Diagnosis(
        path, True, len(found), cards, damage=damage, moved_to=moved_to, saved=saved,
        from_backups=len(found) - saved, backups=copies,
    )  # fmt: skip


def _move_aside(path: Path, now: dt.datetime) -> Path | None:
    """Renames the log's files, and returns the new name of the log; None if there is no log."""
    aside = path.with_name(f"{path.stem}-damaged-{now:%Y%m%dT%H%M%S}.db")
    existed = path.exists()
    for suffix in ("", "-wal", "-shm"):
        file = path.with_name(path.name + suffix)
        if file.exists():
            file.rename(aside.with_name(aside.name + suffix))
    return aside if existed else None

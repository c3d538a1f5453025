"""Checks whether the log is intact and the card states follow from it, and repairs what it can."""

import datetime as dt
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from clfcards.errors import ClfcardsError
from clfcards.log.backup import backups
from clfcards.log.card_rows import CardRow, card_row
from clfcards.log.cards import read_rows
from clfcards.log.connection import DamagedLogError, readable_errors, transaction
from clfcards.log.derive import cards_with_wrong_touches, derive_all
from clfcards.log.guard import is_cut_off, refuse_another
from clfcards.log.health import damage_in, damage_of, refuse_newer
from clfcards.log.log import Log, log_path
from clfcards.log.read_log import log_in
from clfcards.log.rescue import Rescue, rescued
from clfcards.log.restore import find_restorable
from clfcards.log.snapshot import Snapshot, read_snapshot
from clfcards.memory.replay import replay, terms_of, touched_cards
from clfcards.memory.state import CardState
from clfcards.model.event import Event
from clfcards.model.event_kind import EventKinds
from clfcards.system.files import reason, replace_file, shown, temporary_folder


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """What was found, and what was done unless `only_checked`.

    `repaired` are the cards whose stored state did not follow from the log. `from_backups` is the number of events
    that only other copies still had (`log.restore`). `damage` says what is wrong with a damaged
    file; then `moved_to` is where the file is now, and `saved` is the number of events that could be read from it.

    Of a damaged file, `missing` is how many more events it is known to have held; `altered` are the ids of events
    that were left out because they are not as they were written; `unconfirmed` are the ids of events that were
    read, but whose checksums are damaged. A file that `is_cut_off` may have held more than it still knows of.
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
    missing: int = 0
    altered: tuple[str, ...] = ()
    unconfirmed: tuple[str, ...] = ()
    is_cut_off: bool = False
    only_checked: bool = False

    @property
    def is_well(self) -> bool:
        """Whether there is nothing to repair."""
        return not (self.damage or self.repaired or self.from_backups)


@dataclass(frozen=True, slots=True)
class Examined:
    """A log as it was found, and everything that is needed to repair it."""

    diagnosis: Diagnosis
    snapshot: Snapshot
    rescue: Rescue
    kinds: EventKinds


def examine(folder: Path, namespace: str, kinds: EventKinds, second: Path | None = None) -> Examined:
    """Checks the log, and looks for its events everywhere. Nothing is written.

    `kinds` are the kinds of event that this version knows; `second` is a second folder with backups. Raises
    ClfcardsError for a log that cannot be read, of another deck, or that a newer version wrote.
    """
    path = log_path(folder, namespace)
    snapshot = read_snapshot(path)
    damage = damage_in(snapshot, path)
    wrong: tuple[str, ...] = ()
    found = Rescue()
    if not damage:
        try:
            with log_in(snapshot, path) as log:
                found.events = {event.id: event for event in log.events()}
                wrong = tuple(_wrong_cards(log)) if snapshot.file else ()
        except DamagedLogError as error:  # SQLite finds nothing wrong, but a row is not an event
            damage = damage_of(error)
    if damage:
        found = rescued(snapshot, kinds, namespace)
        if found.is_newer:
            refuse_newer(path, is_damaged=True)
        refuse_another(found.deck, path)
    saved = len(found.events)
    for event in find_restorable(path, kinds, second, tuple(found.events.values())).events:
        found.restore(event)
    diagnosis = Diagnosis(
        path, path.exists() or bool(found.events), len(found.events), _cards(found.events), wrong, damage,
        saved=saved if damage else 0, from_backups=len(found.events) - saved, backups=len(backups(path)),
        missing=found.missing, altered=found.altered, unconfirmed=found.unconfirmed,
        is_cut_off=bool(damage) and is_cut_off(path), only_checked=True,
    )  # fmt: skip
    return Examined(diagnosis, snapshot, found, kinds)


def repair(examined: Examined, now: dt.datetime) -> Diagnosis:
    """Repairs what is wrong, and returns what was done. Raises ClfcardsError if something cannot be written."""
    diagnosis = examined.diagnosis
    with _readable_os_errors(diagnosis.path):
        if diagnosis.damage or not examined.snapshot.file:
            moved_to = _replaced(examined, now)
        else:
            moved_to = None
            with Log.open(diagnosis.path.parent, diagnosis.path.stem, now) as log:
                with readable_errors(log.path), transaction(log.connection):
                    if _wrong_cards(log):
                        derive_all(log.connection, terms_of(log.events()))
                log.merge(examined.rescue.events.values())
    return replace(diagnosis, moved_to=moved_to, only_checked=False)


@contextmanager
def _readable_os_errors(path: Path) -> Iterator[None]:
    """Turns a failure to write or rename into a ClfcardsError."""
    try:
        yield
    except OSError as error:
        message = f"cannot repair '{shown(path)}': {reason(error)}; nothing is lost: fix this and try again"
        raise ClfcardsError(message) from error


def _wrong_cards(log: Log) -> list[str]:
    """The cards whose stored state, or list of events, does not follow from the log."""
    with readable_errors(log.path):
        correct = {card: card_row(state) for card, state in _states({e.id: e for e in log.events()}).items()}
        stored = read_rows(log.connection)
        wrong = [card for card in sorted({*correct, *stored}) if _row_of(card, stored) != _row_of(card, correct)]
        return wrong + sorted(cards_with_wrong_touches(log.connection).difference(wrong))


def _cards(events: Mapping[str, Event]) -> int:
    """How many cards these events touch."""
    return len({card for event in events.values() for card in touched_cards(event)})


def _states(events: Mapping[str, Event]) -> dict[str, CardState]:
    return replay(events.values(), terms_of(events.values()))


def _row_of(card: str, rows: Mapping[str, CardRow]) -> CardRow:
    """The card's row; if there is none, the row of a card that no event touched."""
    return rows.get(card) or card_row(CardState(card))


def _replaced(examined: Examined, now: dt.datetime) -> Path | None:
    """Puts a new log with everything that was found in place; the damaged file is kept, and its path returned.

    The new log is made in a temporary folder and moved into place when it is complete.
    """
    path, events = examined.diagnosis.path, examined.rescue.events
    with temporary_folder(path.parent) as folder:
        with Log.open(folder, path.stem, now) as log:
            log.merge(events.values())
            log.flush()
        moved_to = _move_aside(path, now)
        replace_file(log.path, path)
    if moved_to and (snapshot := read_snapshot(moved_to)) != examined.snapshot:
        # Another program went on writing to the damaged file while the new log was being made.
        late = rescued(snapshot, examined.kinds, path.stem).events
        with Log.open(path.parent, path.stem, now) as log:
            log.merge(event for event in late.values() if event.id not in events)
    return moved_to


def _move_aside(path: Path, now: dt.datetime) -> Path | None:
    """Renames the log's files, and returns the new name of the log; None if there is no log."""
    existed = path.exists()
    while (aside := path.with_name(f"{path.stem}-damaged-{now:%Y%m%dT%H%M%S}.db")).exists():
        now += dt.timedelta(seconds=1)
    for suffix in ("", "-wal", "-shm"):
        file = path.with_name(path.name + suffix)
        if file.exists():
            replace_file(file, aside.with_name(aside.name + suffix))
    return aside if existed else None

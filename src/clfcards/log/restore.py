"""What a log lacks and other files still hold: its backups, files moved aside, and its plain copy."""

import json
import sqlite3
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from clfcards.errors import ClfcardsError
from clfcards.log.backup import backup_folder
from clfcards.log.checked_event import checked_event
from clfcards.log.connection import DamagedLogError, write_ahead_path
from clfcards.log.copies import backups_in, is_of_another_deck, moved_aside, opened_copy
from clfcards.log.plain_copy import intact_lines, plain_copy_path
from clfcards.log.read_log import read_log
from clfcards.log.rescue import readable_events
from clfcards.log.rows import event_row
from clfcards.model.event import Event
from clfcards.model.event_kind import EventKinds
from clfcards.system.files import reason, shown


@dataclass(frozen=True, slots=True)
class FoundCopy:
    """A file that holds events of a log: how many of them can be read, and how many of those the log lacks."""

    path: Path
    events: int
    lacking: int


@dataclass(frozen=True, slots=True)
class Restorable:
    """The files that hold events of a log, and the events that the log lacks, in order.

    `damage` is what keeps commands from reading the log itself; None if they can.
    """

    copies: tuple[FoundCopy, ...]
    events: tuple[Event, ...]
    damage: DamagedLogError | None = None


def other_copies(log: Path, second: Path | None = None) -> list[Path]:
    """The databases that may hold events which the log lacks, newest first. `second` is a second backup folder."""
    folders = (backup_folder(log), second)
    found = [backup for folder in folders if folder is not None for backup in backups_in(folder, log)]
    paths = [*(backup.path for backup in sorted(found, reverse=True)), *reversed(moved_aside(log))]
    return [path for path in paths if not is_of_another_deck(path, log.stem)]


def find_restorable(
    log: Path, kinds: EventKinds, second: Path | None = None, own: Iterable[Event] | None = None
) -> Restorable:
    """Reads all other copies of a log; the log itself can be missing or damaged. Nothing is changed.

    `kinds` are the kinds of event that this version knows. `own` are the log's events, if they were read already.
    Raises OSError or ClfcardsError if a copy cannot be read, or there is no room for it.
    """
    damage = None
    if own is None:
        own, damage = _events_of_log(log, kinds)
    gathered = _Gathered(own)
    copies = []
    plain = plain_copy_path(log)
    if plain.exists():
        events = plain_events(plain, kinds)
        copies.append(FoundCopy(plain, len(events), gathered.add(events)))
    copies += (gathered.add_database(path, kinds) for path in other_copies(log, second))
    return Restorable(tuple(copies), tuple(sorted(gathered.lacking.values(), key=lambda event: event.order)), damage)


class _Gathered:
    """The events of the log, and those that it lacks.

    An event that differs from a known one only in its id is the same event: the id may contain a damaged byte.
    """

    def __init__(self, own: Iterable[Event]) -> None:
        self.lacking: dict[str, Event] = {}
        self._settled: set[str] = set()  # ids of the log's events, and of the same events under a damaged id
        self._contents: set[tuple[Any, ...]] = set()
        for event in own:
            self._settled.add(event.id)
            self._contents.add(_content(event))

    def add(self, events: Iterable[Event]) -> int:
        """Adds the events that neither the log nor an earlier copy has; returns how many of them the log lacks."""
        missing = 0
        for event in events:
            if event.id not in self.lacking and event.id not in self._settled:
                content = _content(event)
                if content in self._contents:
                    self._settled.add(event.id)
                else:
                    self.lacking[event.id] = event
                    self._contents.add(content)
            missing += event.id in self.lacking
        return missing

    def add_database(self, path: Path, kinds: EventKinds) -> FoundCopy:
        ids = _ids_in(path)
        if ids is None or not ids <= self._settled | self.lacking.keys():
            events = readable_events(path, kinds)
            return FoundCopy(path, len(events), self.add(events))
        return FoundCopy(path, len(ids), len(ids & self.lacking.keys()))


def _ids_in(path: Path) -> set[str] | None:
    """The ids of a copy's events, if it can be read without a repair: most copies hold nothing new."""
    if write_ahead_path(path).exists():
        return None
    try:
        with opened_copy(path) as copy:
            return {id_ for (id_,) in copy.execute("SELECT id FROM event")}
    except (sqlite3.Error, UnicodeDecodeError):
        return None


def _events_of_log(log: Path, kinds: EventKinds) -> tuple[list[Event], DamagedLogError | None]:
    """The events that commands see. Only of a damaged log, also those that they do not see any more."""
    try:
        with read_log(log) as opened:
            return opened.events(), None
    except DamagedLogError as error:
        return readable_events(log, kinds), error


def plain_events(path: Path, kinds: EventKinds) -> list[Event]:
    """The events in the intact lines of a plain copy, each once. Raises ClfcardsError if it cannot be read."""
    events: dict[str, Event] = {}
    try:
        with path.open("rb") as file:
            for line in intact_lines(file):
                with suppress(ValueError, TypeError, KeyError, RecursionError):
                    event = checked_event(json.loads(line), kinds)
                    events[event.id] = event
    except OSError as error:
        raise ClfcardsError(
            f"cannot read '{shown(path)}', the plain copy of your log: {reason(error)}; make it readable, or move it "
            "to another folder"
        ) from error
    return list(events.values())


def _content(event: Event) -> tuple[Any, ...]:
    """Everything in an event except its id."""
    _, *content = event_row(event)
    return tuple(content)

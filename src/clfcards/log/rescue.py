"""Finds every event that a log's file still holds, however damaged the file is, and what the file knows to be lost."""

import json
from collections.abc import Container, Iterator, Mapping
from contextlib import closing, suppress
from dataclasses import dataclass, field
from pathlib import Path

from clfcards.log.checked_event import checked_event
from clfcards.log.confirmation import Confirmation, confirmed
from clfcards.log.header import with_rebuilt_header
from clfcards.log.pages import layout_of
from clfcards.log.remains import Remains, remains_of
from clfcards.log.rows import EVENT_COLUMNS, Row, UnreadableRowError, event_of, event_row
from clfcards.log.snapshot import Snapshot, open_in_memory, read_snapshot
from clfcards.log.sql_rows import add_rows
from clfcards.model.event import Event
from clfcards.model.event_kind import EventKinds

_COLUMNS = EVENT_COLUMNS.split(", ")


@dataclass(frozen=True, slots=True)
class Lack:
    """An event that the file knows of, but does not hold as it was written.

    `ids` are the ids that it may have. `arrival` is its place in the chain; None if the chain does not know of it.
    `is_altered`: there is a row in its place, but not the one that was written.
    """

    ids: frozenset[str]
    arrival: int | None
    is_altered: bool


@dataclass(slots=True)
class Rescue:
    """What a file holds. `unconfirmed` are the ids of events that a damaged chain can neither confirm nor deny.

    `lacks` are events known to be lost; `uncounted` is how many more are lost, of which only the number is known.
    `is_newer`: a newer version of the program wrote the rows. `deck` is the namespace with which the chain begins;
    None if that cannot be told.
    """

    events: dict[str, Event] = field(default_factory=dict)
    unconfirmed: tuple[str, ...] = ()
    lacks: list[Lack] = field(default_factory=list)
    uncounted: int = 0
    is_newer: bool = False
    deck: str | None = None
    chain: Confirmation = field(default_factory=Confirmation)

    @property
    def missing(self) -> int:
        """How many events are known to be lost without a trace of what they held."""
        return self.uncounted + sum(not lack.is_altered for lack in self.lacks)

    @property
    def altered(self) -> tuple[str, ...]:
        """The ids of events that were left out because they are not as they were written."""
        return tuple(min(lack.ids) for lack in self.lacks if lack.is_altered)

    def restore(self, event: Event) -> None:
        """Adds an event that another copy holds."""
        self.events[event.id] = event
        for lack in self.lacks:
            if event.id in lack.ids or (lack.arrival is not None and self.chain.fits(lack.arrival, event_row(event))):
                self.lacks.remove(lack)
                return
        self.uncounted = max(0, self.uncounted - 1)


def readable_events(path: Path, kinds: EventKinds, known: Container[str] = ()) -> list[Event]:
    """The events in a file, without those whose ids are in `known`. The file is not changed.

    Raises ClfcardsError if it cannot be read.
    """
    return [event for event in rescued(read_snapshot(path), kinds).events.values() if event.id not in known]


def rescued(snapshot: Snapshot, kinds: EventKinds, namespace: str = "") -> Rescue:
    """Everything that can be read: page by page, and through SQLite with a rebuilt header.

    `kinds` are the kinds of event that this version knows: their payloads are checked. `namespace` is the deck that
    the log is about, if the file's own word for it is damaged.
    """
    remains = remains_of(snapshot)
    remains.namespaces.add(namespace)
    database = snapshot.database()
    with closing(open_in_memory(with_rebuilt_header(database, layout_of(database)))) as connection:
        counted = add_rows(remains, connection, len(database))
    return _assembled(remains, confirmed(remains), counted, kinds)


def _assembled(remains: Remains, chain: Confirmation, counted: int, kinds: EventKinds) -> Rescue:
    """The events in the rows: first those that the chain confirms, then the others that can be read."""
    found = Rescue(chain=chain, is_newer=remains.is_newer, deck=chain.deck(remains.namespaces))
    lost = {number: arrival for arrival, number in chain.lost.items()}
    lost_ids = {entry.id for number in lost for entry in remains.index.get(number, ())}
    taken: set[int] = set()
    for row in chain.rows.values():
        if event := _event(row):
            found.events[event.id] = event
            taken.update(remains.rows.get(row, ()), remains.loose.get(row, ()))
    certain = frozenset(found.events)
    rows = set(chain.rows.values())
    for row, numbers, is_known in _by_likelihood(remains):
        is_free = (is_known or numbers.isdisjoint(taken)) and numbers.isdisjoint(lost) and row[0] not in lost_ids
        if row not in rows and row[0] not in found.events and is_free:
            with suppress(ValueError, TypeError):
                found.events[row[0]] = _checked(row, kinds)
                taken |= numbers
    if chain.arrivals:
        found.unconfirmed = tuple(id_ for id_ in found.events if id_ not in certain)
    found.lacks = list(_lacks(remains, lost, taken.difference(lost), found.events))
    found.uncounted = max(0, max(chain.arrivals, counted) - len(found.events) - len(found.lacks))
    return found


def _by_likelihood(remains: Remains) -> Iterator[tuple[Row, set[int], bool]]:
    """The rows that may be true, likeliest first, with their numbers, and whether the index knows the event.

    A loose row that the index does not know may have been overwritten in part.
    """
    agreeing = {(number, *entry) for number, entries in remains.index.items() for entry in entries}
    known = {(at, id_) for _, at, id_ in agreeing}

    def is_known(row: Row) -> bool:
        return (row[1], row[0]) in known

    def agrees(row: Row, numbers: set[int]) -> bool:
        return any((number, row[1], row[0]) in agreeing for number in numbers)

    listed = [(row, numbers, is_known(row)) for row, numbers in remains.rows.items()]
    listed.sort(key=lambda found: (not agrees(*found[:2]), not found[2]))
    yield from listed
    yield from ((row, numbers, True) for row, numbers in remains.loose.items() if is_known(row))


def _lacks(remains: Remains, lost: Mapping[int, int], taken: set[int], events: Container[str]) -> Iterator[Lack]:
    """The events that the chain or the index knows of, but that no row gives."""
    rows: dict[int, set[str]] = {}
    for row, numbers in remains.rows.items():
        for number in numbers:
            rows.setdefault(number, set()).add(row[0])
    loose = {row[0] for row in remains.loose}
    for number in {*lost, *remains.index} - taken:
        ids = {entry.id for entry in remains.index.get(number, ())} | rows.get(number, set())
        if number in lost or not any(id_ in events for id_ in ids):
            is_altered = number in rows or not ids.isdisjoint(loose)
            yield Lack(frozenset(ids), lost.get(number), is_altered)


def _event(row: Row) -> Event | None:
    """The event in a row that the chain confirms: this program wrote it, maybe an older version with fewer checks."""
    try:
        return event_of(row)
    except (UnreadableRowError, RecursionError):
        return None


def _checked(row: Row, kinds: EventKinds) -> Event:
    """The event in a row. Raises ValueError or TypeError if it holds values that no event can have."""
    values = dict(zip(_COLUMNS, row, strict=True))
    try:
        return checked_event({**values, "payload": json.loads(values["payload"] or "{}")}, kinds)
    except RecursionError as error:
        raise ValueError("the payload is nested too deep") from error

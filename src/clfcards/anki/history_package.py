"""Puts a learner's history into a package: the review log and the state of each card, for an Anki that has none yet."""

import io
import json
import sqlite3
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from clfcards.anki.package import zipped

_COLLECTION = "collection.anki2"
_SCHEDULER = 2  # without it, Anki takes a "good" in learning for an "easy" of its first scheduler
_CARD = (
    "UPDATE cards SET type = ?, queue = ?, due = ?, ivl = ?, factor = ?, reps = ?, lapses = ?, left = ?, flags = ?, "
    "data = ? WHERE id = ?"
)


class AnkiCardState(NamedTuple):
    """The columns of a card in Anki. A `due` is a day, seconds since 1970, or a position, as the type says."""

    type: int
    queue: int
    due: int
    interval: int
    factor: int
    reps: int
    lapses: int
    left: int
    flags: int
    data: str


class AnkiAnswer(NamedTuple):
    """A row of the review log, for the card of a note with this GUID and ordinal; `at` is its time and its id."""

    at: int
    guid: str
    ordinal: int
    ease: int
    interval: int
    last_interval: int
    time: int
    kind: int


@dataclass(frozen=True, slots=True)
class AnkiClock:
    """What Anki counts due days from: a moment (seconds since 1970), its offset from UTC, and the hour a day begins."""

    created: int
    utc_offset: int
    cutoff_hour: int


def with_history(
    package: bytes,
    clock: AnkiClock,
    states: Mapping[tuple[str, int], AnkiCardState],
    answers: Iterable[AnkiAnswer],
) -> bytes:
    """The package with the states of its cards, by GUID and ordinal, and with its review log.

    New cards that have no state stay new. Raises ValueError for an answer to a card that is not in the package.
    """
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    connection = sqlite3.connect(":memory:", isolation_level=None)
    try:
        connection.deserialize(members[_COLLECTION])
        connection.execute("BEGIN")
        _fill(connection, clock, states, answers)
        connection.execute("COMMIT")
        members[_COLLECTION] = connection.serialize()
    finally:
        connection.close()
    return zipped(members)


def _fill(
    connection: sqlite3.Connection,
    clock: AnkiClock,
    states: Mapping[tuple[str, int], AnkiCardState],
    answers: Iterable[AnkiAnswer],
) -> None:
    query = "SELECT guid, ord, cards.id FROM cards JOIN notes ON notes.id = cards.nid"
    ids = {(guid, ordinal): id_ for guid, ordinal, id_ in connection.execute(query)}
    connection.executemany(_CARD, [(*state, ids[place]) for place, state in states.items()])
    rows = [_row(ids, answer) for answer in answers]
    connection.executemany("INSERT INTO revlog VALUES (?, ?, -1, ?, ?, ?, 0, ?, ?)", rows)
    ((written,),) = connection.execute("SELECT conf FROM col")
    conf: dict[str, Any] = json.loads(written)
    conf |= {"schedVer": _SCHEDULER, "creationOffset": -clock.utc_offset, "rollover": clock.cutoff_hour}
    connection.execute("UPDATE col SET crt = ?, conf = ?", (clock.created, json.dumps(conf)))


def _row(ids: Mapping[tuple[str, int], int], answer: AnkiAnswer) -> tuple[int, ...]:
    place = answer.guid, answer.ordinal
    if place not in ids:
        raise ValueError(f"the package has no card {place}")
    return (
        answer.at, ids[place], answer.ease, answer.interval, answer.last_interval, answer.time, answer.kind
    )  # fmt: skip

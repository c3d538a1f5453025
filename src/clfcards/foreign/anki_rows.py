"""The rows of an Anki collection that reviews are made of: note types, notes, cards and the review log.

Anki has written its note types in two ways: as JSON in the table `col`, and since 2020 in tables of their own.
"""

import json
import sqlite3
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from clfcards.errors import UsageError
from clfcards.foreign.unreadable import unreadable
from clfcards.foreign.untrusted_database import is_plain

MAX_REVIEWS = 5_000_000
"""The most rows of a review log, of all decks together: 500 answers a day for 27 years."""

_TABLES = {
    "notes": ("id", "guid", "mid", "flds"),
    "cards": ("id", "nid", "ord"),
    "revlog": ("id", "cid", "ease", "ivl", "factor", "time", "type"),
}
_NEW_TABLES = {"notetypes": ("id", "config"), "templates": ("ntid", "ord", "name"), "fields": ("ntid", "ord", "name")}
_CLOZE = b"\x08\x01"  # how the settings of a cloze note type begin: field 1 of the message is the kind, 1 is cloze
_AT_ONCE = 10_000  # rows
_ROW_OF_ANOTHER_KIND = "(a row has values of another kind than Anki writes)"


@dataclass(frozen=True, slots=True)
class AnkiNoteType:
    """A note type of a collection; `templates` and `fields` are names in their order."""

    is_cloze: bool
    templates: tuple[str, ...]
    fields: tuple[str, ...]


class AnkiNote(NamedTuple):
    """A note. `fields`, separated by U+001F, are there only if they were asked for."""

    id: int
    guid: str
    type_id: int
    fields: str | None


class AnkiCard(NamedTuple):
    """A card: its note, and its template's place or its cloze number minus 1."""

    id: int
    note: int
    ordinal: int


class AnkiReview(NamedTuple):
    """A row of the review log. `at` is its id: milliseconds since 1970.

    `interval` is in days, or in seconds if negative. `factor` is the ease, or a difficulty, times 1000; `time` is how
    long the answer took, in milliseconds.
    """

    at: int
    card: int
    ease: int
    interval: int
    factor: int
    time: int
    kind: int


class AnkiRows:
    """The rows of one collection. Each method raises UsageError if they are not like those that Anki writes."""

    def __init__(self, name: str, connection: sqlite3.Connection) -> None:
        """`name` is the file's name for messages. The tables are checked at once."""
        self._damaged = f"'{name}' is not an Anki collection, or is damaged"
        self._connection = connection
        with unreadable(self._damaged):
            for table, columns in _TABLES.items():
                if not is_plain(connection, table, columns):
                    raise UsageError(f"{self._damaged} (it has no table '{table}' as Anki writes it)")
            (reviews,) = connection.execute("SELECT count(*) FROM revlog").fetchone()
        if reviews > MAX_REVIEWS:
            raise UsageError(f"'{name}' has more than {MAX_REVIEWS:,} reviews: it is not the collection of a learner")

    def note_types(self) -> dict[int, AnkiNoteType]:
        """The note types, by id."""
        with unreadable(self._damaged):
            if is_plain(self._connection, "notetypes", _NEW_TABLES["notetypes"]):
                return self._new_note_types()
            if not is_plain(self._connection, "col", ("models",)):
                raise UsageError(f"{self._damaged} (it has no note types)")
            rows = self._connection.execute("SELECT models FROM col LIMIT 1").fetchall()
            return {int(id_): _old_note_type(model) for id_, model in json.loads(rows[0][0]).items()}

    def _new_note_types(self) -> dict[int, AnkiNoteType]:
        for table, columns in _NEW_TABLES.items():
            if not is_plain(self._connection, table, columns):
                raise UsageError(f"{self._damaged} (it has no table '{table}' as Anki writes it)")
        names: dict[tuple[str, int], list[str]] = {}
        for table in ("templates", "fields"):
            for id_, name in self._rows(f"SELECT ntid, name FROM {table} ORDER BY ntid, ord", (int, str)):
                names.setdefault((table, id_), []).append(name)
        kinds = self._rows("SELECT id, substr(config, 1, 2) FROM notetypes", (int, bytes))
        return {
            id_: AnkiNoteType(
                start == _CLOZE, tuple(names.get(("templates", id_), ())), tuple(names.get(("fields", id_), ()))
            )
            for id_, start in kinds
        }

    def notes(self, with_fields_of: Collection[int]) -> Iterator[AnkiNote]:
        """The notes in the order of their ids; their fields only if they have one of these note types."""
        wanted = ", ".join(str(int(id_)) for id_ in with_fields_of) or "NULL"
        query = f"SELECT id, guid, mid, CASE WHEN mid IN ({wanted}) THEN flds END FROM notes ORDER BY id"
        for row in self._rows(query, (int, str, int, str | None)):
            yield AnkiNote._make(row)

    def cards(self) -> Iterator[AnkiCard]:
        """The cards of all notes."""
        for row in self._rows("SELECT id, nid, ord FROM cards", (int, int, int)):
            yield AnkiCard._make(row)

    def reviews(self) -> Iterator[AnkiReview]:
        """The review log, in the order of time."""
        query = "SELECT id, cid, ease, ivl, factor, time, type FROM revlog ORDER BY id"
        for row in self._rows(query, (int,) * 7):
            yield AnkiReview._make(row)

    def _rows(self, query: str, types: tuple[Any, ...]) -> Iterator[tuple[Any, ...]]:
        """The rows of a query, all of whose values have these types."""
        with unreadable(self._damaged):
            cursor = self._connection.execute(query)
        while True:
            with unreadable(self._damaged):
                rows = cursor.fetchmany(_AT_ONCE)
            if not rows:
                return
            for row in rows:
                if not all(map(isinstance, row, types)):
                    raise UsageError(f"{self._damaged} {_ROW_OF_ANOTHER_KIND}")
            yield from rows


def _old_note_type(model: Any) -> AnkiNoteType:
    """A note type in JSON. Whatever is raised for nonsense, the caller makes a sentence of it."""
    templates, fields = (
        tuple(str(part["name"]) for part in sorted(model[list_], key=lambda part: int(part["ord"])))
        for list_ in ("tmpls", "flds")
    )
    return AnkiNoteType(model["type"] == 1, templates, fields)

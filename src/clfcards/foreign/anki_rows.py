"""The rows of an Anki collection: note types, decks, notes, cards and the review log.

Anki has written its note types and decks in two ways: as JSON in the table `col`, and since 2020 in tables of their
own.
"""

import json
import sqlite3
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from clfcards.errors import UsageError
from clfcards.foreign.unreadable import unreadable
from clfcards.foreign.untrusted_database import is_plain, limit_time

MAX_REVIEWS = 5_000_000
"""The most rows of a review log, of all decks together: 500 answers a day for 27 years."""

_MOST_NOTES, _MOST_CARDS = 1_000_000, 2_000_000  # of all decks together; large collections have a tenth

_TABLES = {
    "notes": ("id", "guid", "mid", "flds", "tags"),
    "cards": ("id", "nid", "ord", "did", "odid", "queue"),
    "revlog": ("id", "cid", "ease", "ivl", "factor", "time", "type"),
}
_NEW_TABLES = {"notetypes": ("id", "config"), "templates": ("ntid", "ord", "name"), "fields": ("ntid", "ord", "name")}
_CLOZE = b"\x08\x01"  # how the settings of a cloze note type begin: field 1 of the message is the kind, 1 is cloze
_AT_ONCE = 10_000  # rows
_NOTES_AT_ONCE = 100
_MAX_FIELDS = 200_000  # characters of a note; none of ours comes near it
_MAX_TAGS = 20_000  # characters of a note
_MAX_NAMES = 100_000  # of templates, fields or decks
_SUSPENDED = -1  # Anki's queue
_SECONDS = 20.0  # for the rows that are read at once; what becomes of them takes its own time
_ROW_OF_ANOTHER_KIND = "(a row has values of another kind than Anki writes)"


# The plus keeps SQLite from an index: it would have to sort what it finds there, in any amount of memory.
_OF_THESE = "+cid IN (SELECT value FROM json_each(?))"


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


class AnkiText(NamedTuple):
    """A note's texts: `fields`, separated by U+001F, and `tags`, separated by spaces."""

    id: int
    type_id: int
    fields: str
    tags: str


class AnkiPlace(NamedTuple):
    """Where a card lies: the id of its deck, its own one while a filtered deck has borrowed it."""

    id: int
    note: int
    deck: int
    is_suspended: bool


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


class ReviewCount(NamedTuple):
    """The number of entries in the review log of some cards, and of all, and the time of the newest of all."""

    of_these: int
    of_all: int
    newest: int


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
        for table, what, most in (
            ("revlog", "reviews", MAX_REVIEWS),
            ("notes", "notes", _MOST_NOTES),
            ("cards", "cards", _MOST_CARDS),
        ):
            with unreadable(self._damaged):
                (number,) = connection.execute(f"SELECT count(*) FROM {table}").fetchone()
            if number > most:
                raise UsageError(f"'{name}' has more than {most:,} {what}: it is not the collection of a learner")

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
            some = f"SELECT ntid, ord, substr(name, 1, 100) AS name FROM {table} LIMIT {_MAX_NAMES + 1}"
            rows = list(self._rows(f"SELECT ntid, name FROM ({some}) ORDER BY ntid, ord", (int, str)))
            if len(rows) > _MAX_NAMES:
                raise UsageError(f"{self._damaged} (it has too many note types)")
            for id_, name in rows:
                names.setdefault((table, id_), []).append(name)
        kinds = self._rows("SELECT id, substr(config, 1, 2) FROM notetypes", (int, bytes))
        return {
            id_: AnkiNoteType(
                start == _CLOZE, tuple(names.get(("templates", id_), ())), tuple(names.get(("fields", id_), ()))
            )
            for id_, start in kinds
        }

    def deck_names(self) -> dict[int, str]:
        """The names of the decks, by id, with "::" between levels."""
        with unreadable(self._damaged):
            if is_plain(self._connection, "decks", ("id", "name")):
                query = f"SELECT id, substr(name, 1, 1000) FROM decks LIMIT {_MAX_NAMES}"
                return {id_: name.replace("\x1f", "::") for id_, name in self._rows(query, (int, str))}
            if not is_plain(self._connection, "col", ("decks",)):
                raise UsageError(f"{self._damaged} (it has no decks)")
            rows = self._connection.execute("SELECT decks FROM col LIMIT 1").fetchall()
            return {int(id_): str(deck["name"]) for id_, deck in json.loads(rows[0][0]).items()}

    def texts(self, of_types: Collection[int]) -> Iterator[AnkiText]:
        """The notes of these note types, in the order of their ids, but for those with unreasonably long texts."""
        wanted = ", ".join(str(int(id_)) for id_ in of_types) or "NULL"
        is_short = f"length(flds) <= {_MAX_FIELDS} AND length(tags) <= {_MAX_TAGS}"
        query = f"SELECT id, mid, flds, tags FROM notes WHERE mid IN ({wanted}) AND {is_short} ORDER BY rowid"
        for row in self._rows(query, (int, int, str, str), _NOTES_AT_ONCE):
            yield AnkiText._make(row)

    def places(self) -> Iterator[AnkiPlace]:
        """Where the cards of all notes lie."""
        deck = "CASE WHEN odid <> 0 THEN odid ELSE did END"
        for id_, note, home, queue in self._rows(f"SELECT id, nid, {deck}, queue FROM cards", (int,) * 4):
            yield AnkiPlace(id_, note, home, queue == _SUSPENDED)

    def notes(self, with_fields_of: Collection[int]) -> Iterator[AnkiNote]:
        """The notes in the order of their ids; their fields only if they have one of these note types."""
        wanted = ", ".join(str(int(id_)) for id_ in with_fields_of) or "NULL"
        fields = f"CASE WHEN mid IN ({wanted}) AND length(flds) <= {_MAX_FIELDS} THEN flds END"
        query = f"SELECT id, substr(guid, 1, 64), mid, {fields} FROM notes ORDER BY rowid"
        for row in self._rows(query, (int, str, int, str | None), _NOTES_AT_ONCE):
            yield AnkiNote._make(row)

    def cards(self) -> Iterator[AnkiCard]:
        """The cards of all notes."""
        for row in self._rows("SELECT id, nid, ord FROM cards", (int, int, int)):
            yield AnkiCard._make(row)

    def count_reviews(self, cards: Collection[int]) -> ReviewCount:
        """How many entries the review log has, of these cards and in all, and the newest time in it.

        Every entry is looked at, in the database: a file can have millions for any deck.
        """
        kinds = " OR ".join(f"typeof({name}) <> 'integer'" for name in _TABLES["revlog"])
        query = f"SELECT count(*), ifnull(sum({_OF_THESE}), 0), ifnull(max(id), 0), ifnull(sum({kinds}), 0) FROM revlog"
        with unreadable(self._damaged):
            limit_time(self._connection, _SECONDS)
            every, ours, newest, wrong = self._connection.execute(query, (json.dumps([*cards]),)).fetchone()
        if wrong:
            raise UsageError(f"{self._damaged} {_ROW_OF_ANOTHER_KIND}")
        return ReviewCount(ours, every, newest)

    def reviews(self, cards: Collection[int]) -> Iterator[AnkiReview]:
        """The entries of the review log of these cards, in the order of time."""
        query = f"SELECT id, cid, ease, ivl, factor, time, type FROM revlog WHERE {_OF_THESE} ORDER BY rowid"
        return map(AnkiReview._make, self._rows(query, (int,) * 7, parameters=(json.dumps([*cards]),)))

    def _rows(
        self, query: str, types: tuple[Any, ...], at_once: int = _AT_ONCE, parameters: tuple[str, ...] = ()
    ) -> Iterator[tuple[Any, ...]]:
        """The rows of a query, all of whose values have these types.

        They are in the order of row ids, which are Anki's ids: sorting could take any amount of memory.
        """
        with unreadable(self._damaged):
            limit_time(self._connection, _SECONDS)
            cursor = self._connection.execute(query, parameters)
        while True:
            with unreadable(self._damaged):
                limit_time(self._connection, _SECONDS)
                rows = cursor.fetchmany(at_once)
            if not rows:
                return
            for row in rows:
                if tuple(map(type, row)) != types and not all(map(isinstance, row, types)):
                    raise UsageError(f"{self._damaged} {_ROW_OF_ANOTHER_KIND}")
            yield from rows


def _old_note_type(model: Any) -> AnkiNoteType:
    """A note type in JSON. Whatever is raised for nonsense, the caller makes a sentence of it."""
    templates, fields = (
        tuple(str(part["name"]) for part in sorted(model[list_], key=lambda part: int(part["ord"])))
        for list_ in ("tmpls", "flds")
    )
    return AnkiNoteType(model["type"] == 1, templates, fields)

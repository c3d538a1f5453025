"""Reads the notes of an Anki package that may be damaged or made to do harm."""

import io
import sqlite3
import zipfile
from collections import defaultdict
from collections.abc import Iterator
from sys import getsizeof
from typing import NamedTuple

from clfcards.errors import UsageError
from clfcards.foreign.unreadable import unreadable
from clfcards.foreign.untrusted_database import is_plain, limit
from clfcards.foreign.zip_directory import TAIL_BYTES, directory_bytes
from clfcards.next_step import NextStep

MAX_BYTES = 50_000_000
"""The largest package, and the largest collection inside one. The package of 930 notes has 0.2 MB."""

_COLLECTION = "collection.anki2"
_MAX_FIELDS_BYTES = 1_000_000  # of one note
_MAX_DIRECTORY_BYTES = 4_000_000  # of the list of members, which is read at once
_MAX_CARDS = 300_000
_LATEST = 2**33  # seconds since 1970, in the year 2242
_TABLES = {"notes": {"id", "mid", "guid", "mod", "tags", "flds"}, "cards": {"nid", "ord"}}
_SECONDS = 3.0


class NoteRow(NamedTuple):
    """A note: its note type's id, when it was changed (seconds since 1970), its fields, separated by U+001F, and
    the ordinals of its cards."""

    type_id: int
    guid: str
    modified: int
    tags: str
    fields: str
    ordinals: tuple[int, ...]


def note_rows(name: str, package: bytes) -> Iterator[NoteRow]:
    """Every note in a package, one at a time. `name` is the file's name for messages.

    Raises UsageError for what is not a package that a build made, is damaged, or is unreasonably large or slow.
    """
    if len(package) > MAX_BYTES:
        raise UsageError(f"'{name}' has more than {MAX_BYTES // 1_000_000} MB: it is not a package of this program")
    damaged = f"'{name}' is not a valid Anki package, or is damaged"
    collection = _collection(name, package, damaged)
    connection = sqlite3.connect(":memory:", isolation_level=None)
    try:
        with unreadable(damaged):
            connection.deserialize(collection)
            del collection
            limit(connection, _SECONDS, _MAX_FIELDS_BYTES)
            plain = all(is_plain(connection, table, columns) for table, columns in _TABLES.items())
        # A view, a virtual table, or a computed column runs what its author wrote when it is read.
        if not plain:
            raise UsageError(f"{damaged} (it has no table of notes, or none of cards)")
        with unreadable(damaged):
            cards = _cards(damaged, connection.execute("SELECT nid, ord FROM cards ORDER BY nid, ord"))
            rows = connection.execute("SELECT id, mid, guid, mod, tags, flds FROM notes")
        yield from _notes(damaged, rows, cards)
    finally:
        connection.close()


def _collection(name: str, package: bytes, damaged: str) -> bytes:
    """The bytes of the SQLite file in the package."""
    if directory_bytes(package[-TAIL_BYTES:]) > _MAX_DIRECTORY_BYTES:
        raise UsageError(f"{damaged} (it has too many members)")
    with unreadable(damaged):
        archive = zipfile.ZipFile(io.BytesIO(package))
        names = archive.namelist()
    if "collection.anki21b" in names:
        raise UsageError(f"'{name}' was exported by Anki: use a package that a build made", NextStep.run("build"))
    if names.count(_COLLECTION) != 1:
        raise UsageError(f"{damaged} (it has no collection)")
    member = archive.getinfo(_COLLECTION)
    if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) or member.flag_bits & 1:
        raise UsageError(f"{damaged} (its collection is packed in another way than Anki does)")
    if member.file_size > MAX_BYTES:
        raise UsageError(f"'{name}' unpacks to more than {MAX_BYTES // 1_000_000} MB")
    with unreadable(damaged), archive.open(member) as file:
        # In pieces: a single read would unpack all that is there before it is cut to the stated size.
        return b"".join(iter(lambda: file.read(1_000_000), b""))


def _cards(damaged: str, rows: sqlite3.Cursor) -> dict[int, list[int]]:
    """The ordinals of each note's cards, by the note's row id."""
    cards: dict[int, list[int]] = defaultdict(list)
    for number, (note, ordinal) in enumerate(rows):
        if number >= _MAX_CARDS or type(note) is not int or type(ordinal) is not int:
            raise UsageError(f"{damaged} (its cards are not like those that Anki writes)")
        cards[note].append(ordinal)
    return cards


def _notes(damaged: str, rows: sqlite3.Cursor, cards: dict[int, list[int]]) -> Iterator[NoteRow]:
    memory = 0
    while True:
        with unreadable(damaged):
            row = rows.fetchone()
        if row is None:
            return
        if tuple(map(type, row)) != (int, int, str, int, str, str) or not 0 <= row[3] < _LATEST:
            raise UsageError(f"{damaged} (a note has values of another kind than Anki writes)")
        memory += getsizeof(row[-1]) + getsizeof(row[-2])
        if memory > MAX_BYTES:
            raise UsageError(f"{damaged} (its notes are unreasonably large)")
        id_, *values = row
        yield NoteRow._make([*values, tuple(cards.get(id_, ()))])

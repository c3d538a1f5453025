"""Reads the notes of an Anki package that may be damaged or made to do harm."""

import io
import sqlite3
import time
import zipfile
from collections.abc import Iterator
from sys import getsizeof

from clfcards.errors import UsageError
from clfcards.foreign.unreadable import unreadable
from clfcards.next_step import NextStep

MAX_BYTES = 50_000_000
"""The largest package, and the largest collection inside one. The package of 930 notes has 0.2 MB."""

_COLLECTION = "collection.anki2"
_MAX_FIELDS_BYTES = 1_000_000  # of one note
_MAX_DIRECTORY_BYTES = 4_000_000  # of the list of members, which is read at once
_SECONDS = 3.0
_STEPS = 10_000  # of SQLite's machine between two looks at the clock
_END, _END_64 = b"PK\x05\x06", b"PK\x06\x07"  # the records at the end of a zip file: the directory's, and that of zip64

Row = tuple[int, str]
"""The note type's id, and the fields, separated by U+001F."""


def note_rows(name: str, package: bytes) -> Iterator[Row]:
    """The note type and the fields of every note in a package, one at a time. `name` is the file's name for messages.

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
            _limit(connection)
            kinds = connection.execute("SELECT type FROM pragma_table_list WHERE name = 'notes'").fetchall()
            columns = dict(connection.execute("SELECT name, hidden FROM pragma_table_xinfo('notes')"))
        # A view, a virtual table, or a computed column runs what its author wrote when it is read.
        if kinds != [("table",)] or not {"mid", "flds"} <= columns.keys() or any(columns.values()):
            raise UsageError(f"{damaged} (it has no table of notes)")
        with unreadable(damaged):
            rows = connection.execute("SELECT mid, flds FROM notes")
        yield from _checked(damaged, rows)
    finally:
        connection.close()


def _collection(name: str, package: bytes, damaged: str) -> bytes:
    """The bytes of the SQLite file in the package."""
    if _directory_bytes(package) > _MAX_DIRECTORY_BYTES:
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


def _directory_bytes(package: bytes) -> int:
    """The size that the zip file states for its list of members; beyond any limit for a zip64 file."""
    tail = package[-(22 + 65_535 + 20) :]  # the record at the end, the longest comment after it, and zip64's record
    if _END_64 in tail:
        return MAX_BYTES
    places = [at for at in range(len(tail)) if tail.startswith(_END, at)]
    return max((int.from_bytes(tail[at + 12 : at + 16], "little") for at in places), default=0)


def _limit(connection: sqlite3.Connection) -> None:
    """Bounds the time and the size of what the collection can make SQLite do."""
    ends = time.monotonic() + _SECONDS
    connection.set_progress_handler(lambda: time.monotonic() > ends, _STEPS)
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _MAX_FIELDS_BYTES)
    connection.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
    for pragma in ("trusted_schema = OFF", "query_only = ON", "cell_size_check = ON", "temp_store = MEMORY"):
        connection.execute(f"PRAGMA {pragma}")


def _checked(damaged: str, rows: sqlite3.Cursor) -> Iterator[Row]:
    memory = 0
    while True:
        with unreadable(damaged):
            row = rows.fetchone()
        if row is None:
            return
        type_id, fields = row
        if type(type_id) is not int or type(fields) is not str:
            raise UsageError(f"{damaged} (a note has values of another kind than Anki writes)")
        memory += getsizeof(fields)
        if memory > MAX_BYTES:
            raise UsageError(f"{damaged} (its notes are unreasonably large)")
        yield type_id, fields

"""Packages that were damaged on their way or made to do harm, each derived from a package that a build made."""

import io
import random
import sqlite3
import struct
import zipfile
from collections.abc import Callable
from functools import cache

DEFLATED, STORED = zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED


def collection_of(package: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        return archive.read("collection.anki2")


def zipped(members: dict[str, bytes], method: int = DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return buffer.getvalue()


@cache
def bomb(name: str, size: int, method: int = DEFLATED) -> bytes:
    """An archive whose only member is that many zeros; it takes seconds to pack, and several tests open it."""
    return zipped({name: b"\0" * size}, method)


def with_sql(*statements: str) -> Callable[[bytes], bytes]:
    """A package whose collection was changed by these statements."""

    def make(package: bytes) -> bytes:
        connection = sqlite3.connect(":memory:", isolation_level=None)
        connection.deserialize(collection_of(package))
        connection.execute("PRAGMA writable_schema = ON")
        for statement in statements:
            connection.execute(statement)
        data = connection.serialize()
        connection.close()
        return zipped({"collection.anki2": data, "media": b"{}"})

    return make


def _with_collection(data: bytes) -> Callable[[bytes], bytes]:
    return lambda _: zipped({"collection.anki2": data})


def _instead_of_notes(create: str, *more: str) -> Callable[[bytes], bytes]:
    return with_sql("DROP TABLE notes", create, *more)


def _with_bytes(offset: int, data: bytes) -> Callable[[bytes], bytes]:
    """A package whose collection has other bytes at an offset."""

    def make(package: bytes) -> bytes:
        collection = bytearray(collection_of(package))
        collection[offset : offset + len(data)] = data
        return zipped({"collection.anki2": bytes(collection)})

    return make


def _noise(package: bytes) -> bytes:
    collection = bytearray(collection_of(package))
    dice = random.Random(7)
    for _ in range(len(collection) // 20):
        collection[dice.randrange(100, len(collection))] = dice.randrange(256)
    return zipped({"collection.anki2": bytes(collection)})


def _lying_size(package: bytes) -> bytes:
    """The collection unpacks to far more than both of its headers say."""
    small, large = 1000, 100_000_000
    whole = bytearray(bomb("collection.anki2", large))
    for at in [at for at in range(len(whole) - 4) if whole[at : at + 4] == struct.pack("<L", large)]:
        whole[at : at + 4] = struct.pack("<L", small)
    return bytes(whole)


def _many_members(_: bytes) -> bytes:
    """A directory of two hundred thousand members: reading it would take 100 MB."""
    entry = b"PK\x01\x02" + b"\0" * 24 + struct.pack("<HHH", 1, 0, 0) + b"\0" * 12 + b"x"
    directory = entry * 200_000
    return directory + b"PK\x05\x06" + struct.pack("<HHHHLLH", 0, 0, 0xFFFF, 0xFFFF, len(directory), 0, 0)


def _zip64(_: bytes) -> bytes:
    return b"PK\x06\x06" + b"\0" * 52 + b"PK\x06\x07" + b"\0" * 16 + b"PK\x05\x06" + b"\xff" * 16 + b"\0\0"


def _twice(package: bytes) -> bytes:
    """Two members with one name: which of them is read depends on the reader."""
    data = zipped({"collection.anki2": b"", "collection.anki3": collection_of(package)})
    return data.replace(b"collection.anki3", b"collection.anki2")


def _encrypted(package: bytes) -> bytes:
    data = bytearray(package)
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(signature) + offset] |= 1
    return bytes(data)


def _wrong_bit(package: bytes) -> bytes:
    data = bytearray(package)
    data[400] ^= 16
    return bytes(data)


_COLUMNS = "(id INTEGER PRIMARY KEY, guid, mid, mod, usn, tags, flds, sfld, csum, flags, data)"
_ENDLESS = (
    "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT x AS id, x AS mid, 'a' AS flds FROM c"
)

_TYPE = 1_764_190_301  # the id of a note type of the program


def _notes_of(values: str) -> Callable[[bytes], bytes]:
    return _instead_of_notes(f"CREATE TABLE notes {_COLUMNS}", f"INSERT INTO notes (mid, flds) VALUES ({values})")


def _computed(fields: str, count: int) -> Callable[[bytes], bytes]:
    """Notes whose fields are computed when they are read, not when they are written here."""
    quoted = fields.replace("'", "''")
    return _instead_of_notes(
        "CREATE TABLE notes (id INTEGER PRIMARY KEY, mid)",
        f"WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c WHERE x < {count}) "
        f"INSERT INTO notes (mid) SELECT {_TYPE} FROM c",
        f"UPDATE sqlite_schema SET sql = 'CREATE TABLE notes (id INTEGER PRIMARY KEY, mid, "
        f"flds AS ({quoted}))' WHERE name = 'notes'",
    )


PACKAGES: dict[str, Callable[[bytes], bytes]] = {
    "nothing": lambda _: b"",
    "a text": lambda _: b"This is not a package.",
    "a page": lambda _: b"<html><body>404</body></html>",
    "half of a download": lambda package: package[: len(package) // 2],
    "no beginning": lambda package: package[100:],
    "no directory": lambda package: package[:-22],
    "one wrong bit": _wrong_bit,
    "an empty archive": lambda _: zipped({}),
    "another archive": lambda _: zipped({"word/document.xml": b"<x/>"}),
    "a folder for a collection": lambda _: zipped({"collection.anki2/": b""}),
    "no collection": lambda _: zipped({"media": b"{}"}),
    "an empty collection": _with_collection(b""),
    "a text for a collection": _with_collection(b"This is not a collection. " * 100),
    "zeros for a collection": _with_collection(b"\0" * 100_000),
    "only a header": lambda package: zipped({"collection.anki2": collection_of(package)[:100]}),
    "half of a collection": lambda package: zipped({"collection.anki2": collection_of(package)[:20_000]}),
    "a page size of 1": _with_bytes(16, b"\0\x03"),
    "a newer format": _with_bytes(18, b"\x09\x09"),
    "another text encoding": _with_bytes(56, b"\0\0\0\2"),
    "a destroyed first page": _with_bytes(100, b"\xff" * 900),
    "noise": _noise,
    "exported by Anki": lambda package: zipped({"collection.anki21b": b"", "collection.anki2": collection_of(package)}),
    "two collections": _twice,
    "encrypted": _encrypted,
    "packed with bzip2": lambda package: zipped({"collection.anki2": collection_of(package)}, zipfile.ZIP_BZIP2),
    "packed with LZMA": lambda package: zipped({"collection.anki2": collection_of(package)}, zipfile.ZIP_LZMA),
    "a bomb": lambda _: bomb("collection.anki2", 100_000_000),
    "a bomb that lies": _lying_size,
    "a bomb of bzip2": lambda _: bomb("collection.anki2", 100_000_000, zipfile.ZIP_BZIP2),
    "too large": lambda package: package + b"\0" * 51_000_000,
    "many members": _many_members,
    "zip64": _zip64,
    "no notes": with_sql("DROP TABLE notes"),
    "a table of no notes": with_sql("DELETE FROM notes"),
    "notes of other types": with_sql("UPDATE notes SET mid = 1"),
    "an endless view": _instead_of_notes(f"CREATE VIEW notes AS {_ENDLESS}"),
    "a view of the schema": _instead_of_notes(
        "CREATE VIEW notes AS SELECT 1 AS id, 1 AS mid, sql AS flds FROM sqlite_schema"
    ),
    "a virtual table": _instead_of_notes("CREATE VIRTUAL TABLE notes USING fts5(id, mid, flds)"),
    "columns that are missing": _instead_of_notes("CREATE TABLE notes (id, guid)", "INSERT INTO notes VALUES (1, 2)"),
    "fields that are bytes": with_sql("UPDATE notes SET flds = x'00ff'"),
    "fields that are numbers": _notes_of(f"{_TYPE}, 1.5"),
    "fields that are missing": _notes_of(f"{_TYPE}, NULL"),
    "fields that are not UTF-8": with_sql("UPDATE notes SET flds = CAST(x'41ff41' AS TEXT)"),
    "a type that is text": _notes_of("'x', 'y'"),
    "a type that is infinite": _notes_of("9e999, 'y'"),
    "computed fields without end": _computed("hex(zeroblob(400000))", 90_000),
    "a computed field that is large": _computed("hex(zeroblob(40000000))", 1),
    "a computed field that is slow": _computed("instr(hex(zeroblob(400000)), hex(zeroblob(200000)) || '1')", 1),
    "a schema that is no SQL": with_sql("UPDATE sqlite_schema SET sql = 'CREATE TABLE notes (' WHERE name = 'notes'"),
    "a table that is its own page": with_sql("UPDATE sqlite_schema SET rootpage = 1 WHERE name = 'notes'"),
    "a table that is on no page": with_sql("UPDATE sqlite_schema SET rootpage = 99999 WHERE name = 'notes'"),
}  # fmt: skip
"""How to make each from the bytes of a good package."""

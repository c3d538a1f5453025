"""Collections that were damaged on their way or made to do harm, in the forms that only an import from Anki reads."""

import sqlite3
import sys
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path

from tests.foreign.hostile_packages import bomb, collection_of, with_sql, zipped

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

_REVIEWS = (
    "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n LIMIT {count}) "
    "INSERT INTO revlog SELECT 1772452800000 + x, {card}, -1, 3, 4, 1, 500, 7000, 1 FROM n"
)


def _new(data: bytes) -> bytes:
    """A package as today's Anki writes it."""
    return zipped({"meta": b"\x08\x03", "collection.anki21b": data, "media": b""}, zipfile.ZIP_STORED)


def _cut_off(package: bytes) -> bytes:
    packed = zstd.compress(collection_of(package))
    return _new(packed[: len(packed) // 2])


def _bomb(_: bytes) -> bytes:
    """Ten gigabytes of nothing in a megabyte."""
    piece = zstd.compress(b"\0" * 100_000_000)
    return _new(piece * 100)


def _wide_window(_: bytes) -> bytes:
    """A frame that asks for 2 GB of memory before its first byte."""
    parameter = zstd.CompressionParameter
    options: dict[int, int] = {parameter.window_log: 31, parameter.enable_long_distance_matching: 1}
    return _new(zstd.compress(b"x" * 1_000_000, options=options))


def _deflated_bomb(_: bytes) -> bytes:
    return bomb("collection.anki21", 600_000_000)


def _climbing(package: bytes) -> bytes:
    """The collection stands under a name that leads out of any folder."""
    return zipped({"../../collection.anki2": collection_of(package), "/etc/collection.anki21": b"x", "media": b"{}"})


def many_reviews(count: int, *, ours: bool = False) -> Callable[[bytes], bytes]:
    """A package with this many entries in its review log, of no card of ours or all of the same card of ours."""
    card = "(SELECT min(id) FROM cards)" if ours else "1"
    return with_sql("DROP INDEX ix_revlog_usn", "DROP INDEX ix_revlog_cid", _REVIEWS.format(count=count, card=card))


def _with_review(values: str) -> Callable[[bytes], bytes]:
    """A package with an entry for its first card; its tables take values of any kind."""
    return with_sql(
        "DROP TABLE revlog",
        "CREATE TABLE revlog (id, cid, usn, ease, ivl, lastIvl, factor, time, type)",
        f"INSERT INTO revlog SELECT {values} FROM cards LIMIT 1",
    )


def _bare(*statements: str) -> Callable[[bytes], bytes]:
    """The collection's file itself, changed by these statements."""
    make = with_sql(*statements)
    return lambda package: collection_of(make(package))


def _half(package: bytes) -> bytes:
    data = collection_of(package)
    return data[: len(data) // 2]


REFUSED: dict[str, Callable[[bytes], bytes]] = {
    "zstd that is cut off": _cut_off,
    "zstd that is none": lambda _: _new(b"\x28\xb5\x2f\xfd" + b"\xff" * 1000),
    "a zstd bomb": _bomb,
    "a frame that asks for much memory": _wide_window,
    "a bomb": _deflated_bomb,
    "names that climb": _climbing,
    "an empty member": lambda _: _new(b""),
    "text": lambda _: b"front\tback\n",
    "nothing": lambda _: b"",
    "another database": lambda _: _database("CREATE TABLE event (id)"),
    "half of a collection": _half,
    "no review log": _bare("DROP TABLE revlog"),
    "no cards": _bare("DROP TABLE cards"),
    "no notes": _bare("DROP TABLE notes"),
    "no note types": _bare("DROP TABLE col"),
    "note types that are no JSON": _bare("UPDATE col SET models = '{'"),
    "note types that are a list": _bare("UPDATE col SET models = '[1]'"),
    "note types nested deeply": _bare(f"UPDATE col SET models = '{'[' * 100_000}'"),
    "a review log that is a view": _bare("DROP TABLE revlog", "CREATE VIEW revlog AS SELECT 1 AS id, 2 AS cid"),
    "an endless review log": _bare(
        "DROP TABLE revlog",
        "CREATE VIEW revlog AS WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT x AS id FROM c",
    ),
    "a computed column": _bare(
        "DROP TABLE revlog",
        "CREATE TABLE revlog (id, cid, usn, ease, ivl, lastIvl, factor, time, type AS (id * 2))",
    ),
    "a text for a time": _with_review("'DROP TABLE event', id, -1, 3, 4, 1, 500, 7000, 1"),
    "a blob for a card": _with_review("1772452800000, zeroblob(9), -1, 3, 4, 1, 500, 7000, 1"),
    "a fraction for a rating": _with_review("1772452800000, id, -1, 2.5, 4, 1, 500, 7000, 1"),
    "nothing for an interval": _with_review("1772452800000, id, -1, 3, NULL, 1, 500, 7000, 1"),
}
"""What is refused with a sentence."""

HARMLESS: dict[str, Callable[[bytes], bytes]] = {
    "SQL in names": with_sql(
        """UPDATE col SET models = replace(models, '"name": "clfcards', '"name": "''; DROP TABLE event; --')""",
        "UPDATE notes SET guid = '''; DROP TABLE event; --' WHERE id IN (SELECT id FROM notes LIMIT 1)",
        "UPDATE notes SET tags = '''); DELETE FROM event; --'",
    ),
    "an enormous number": _with_review("9223372036854775807, id, -1, 3, 9223372036854775807, 1, -1, 7000, 1"),
    "numbers below zero": _with_review("-5, id, -1, -3, 4, 1, 500, -7000, -1"),
    "a trigger": with_sql("CREATE TRIGGER t AFTER INSERT ON revlog BEGIN DELETE FROM notes; END"),
    "a card without a note": with_sql("DELETE FROM notes"),
    "a card with an enormous ordinal": with_sql("UPDATE cards SET ord = 9223372036854775807"),
    "a card with an ordinal below zero": with_sql("UPDATE cards SET ord = -1"),
}
"""What is read, and gives no event that should not be."""


def _database(*statements: str) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "x.db"
        connection = sqlite3.connect(path, isolation_level=None)
        for statement in statements:
            connection.execute(statement)
        connection.close()
        return path.read_bytes()

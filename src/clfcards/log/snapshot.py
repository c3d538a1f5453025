"""A database as it is on the disk at one moment, read without locking, writing or creating anything.

So it can be read on a read-only or full disk, and a damaged file is never touched.
"""

import os
import sqlite3
import time
from dataclasses import dataclass
from pathlib import Path

from clfcards.log.connection import write_ahead_path
from clfcards.log.write_ahead import committed_frames, page_size_of
from clfcards.system.files import read_bytes

_MAGIC = b"SQLite format 3\0"
_LEGACY_JOURNAL = b"\x01\x01"  # the header's bytes 18 and 19: a database in memory cannot have a write-ahead log
_ATTEMPTS = 20
_PAUSE_SECONDS = 0.05
_ANY_SIZE = 2**50  # a log is the learner's own file, however long it has become


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The bytes of a database's file, and of its write-ahead log (empty if there is none)."""

    file: bytes
    wal: bytes

    def database(self) -> bytes:
        """The whole database: the file with what its write-ahead log committed."""
        frames = committed_frames(self.wal)
        if not frames:
            return self.file
        size = page_size_of(self.wal) or 0
        pages = bytearray(self.file)
        length = next(frame.size for frame in reversed(frames) if frame.size) * size
        pages.extend(bytes(max(0, length - len(pages))))
        for frame in frames:
            if frame.number * size <= len(pages):
                pages[(frame.number - 1) * size : frame.number * size] = frame.page
        return bytes(pages[:length])


def read_snapshot(path: Path) -> Snapshot:
    """The file and its write-ahead log, read while no other program changed them; both are empty if there are none.

    If another program writes all the time, the last attempt counts. Raises ClfcardsError if it cannot be read.
    """
    wal_path = write_ahead_path(path)
    for attempt in range(_ATTEMPTS):
        before = _marks(path, wal_path)
        snapshot = Snapshot(*(read_bytes(file, _ANY_SIZE) if file.exists() else b"" for file in (path, wal_path)))
        if _marks(path, wal_path) == before:
            break
        if attempt + 1 < _ATTEMPTS:
            time.sleep(_PAUSE_SECONDS)
    return snapshot


def _marks(*paths: Path) -> list[tuple[int, int, int] | None]:
    """What changes about files when another program writes to them."""
    return [(s.st_ino, s.st_size, s.st_mtime_ns) if (s := _stat(path)) else None for path in paths]


def _stat(path: Path) -> os.stat_result | None:
    try:
        return path.stat()
    except FileNotFoundError:
        return None


def open_in_memory(database: bytes) -> sqlite3.Connection:
    """A connection to a copy in memory. SQLite finds damage only when it reads."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    if database:
        copy = bytearray(database)
        if database.startswith(_MAGIC):
            copy[18:20] = _LEGACY_JOURNAL
        connection.deserialize(copy)
    return connection

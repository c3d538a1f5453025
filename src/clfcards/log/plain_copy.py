"""The plain copy of a log: one JSON line per event in the order of arrival, beside the log.

It has the format of an export, so any text tool and `history import` can read it whatever happens to the log.
Each line also has the event's link in the chain, and ends with a checksum of itself. The last line therefore says
how far the log reached. The log's own commit is what acknowledges an answer; its line follows at once, and it is on
the disk a few answers later.
"""

import os
import re
import sqlite3
import zlib
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from clfcards.log.chain import ChainEnd, beginning
from clfcards.log.rows import EVENT_COLUMNS, row_text
from clfcards.system.disk import to_disk
from clfcards.system.files import write_atomically

UNREADABLE = ChainEnd(-1, b"")
"""The end of a plain copy in which no line near its end is intact. No log reaches it."""

_SEAL_BEGINS = b',"arrival":'
_SEAL = re.compile(rb',"arrival":(\d{1,18}),"link":"([0-9a-f]{32})","crc":"([0-9a-f]{8})"}$')
_CRC_BYTES = len(b',"crc":"00000000"}')
_FIRST_LOOK = 8192  # bytes; most lines have about 200, but the form of an exam has several thousand
_LAST_LOOK = 2**20
_LINES_AT_ONCE = 1000
_ROWS_AFTER = (
    f"SELECT arrival, link, {EVENT_COLUMNS} FROM chain JOIN event USING (number) WHERE arrival > ? ORDER BY arrival"
)


def plain_copy_path(log: Path) -> Path:
    """The path of a log's plain copy. Namespaces have no period, so it belongs to no other log."""
    return log.with_name(f"{log.stem}.copy.jsonl")


class PlainCopy:
    """The plain copy of one log, for appending to it. It is opened with the first line that is written."""

    def __init__(self, log: Path, end: ChainEnd) -> None:
        """`end` is how far the copy reaches: the log must reach it too."""
        self.path = plain_copy_path(log)
        self._namespace = log.stem
        self._reached = end.arrival
        self._file: int | None = None

    def catch_up(self, connection: sqlite3.Connection, most_own: int) -> None:
        """Appends a line for every event that came into the log since the last call. Raises OSError if it cannot.

        If there are more than `most_own`, another program added events. It also wrote their lines, so only those
        that are not there yet are written. Lines that two programs write at the same time do no harm.
        """
        (newest,) = connection.execute("SELECT ifnull(max(arrival), 0) FROM chain").fetchone()
        if newest > self._reached + most_own:
            end = end_of_plain_copy(self.path, self._namespace)
            self._reached = max(self._reached, end.arrival if end is not None else 0)
        rows = connection.execute(_ROWS_AFTER, (self._reached,))
        while chunk := list(islice(rows, _LINES_AT_ONCE)):
            self._write(b"".join(map(_line, chunk)))
            self._reached = chunk[-1][0]

    def _write(self, lines: bytes) -> None:
        if self._file is None:
            self._file = os.open(self.path, os.O_RDWR | os.O_APPEND | getattr(os, "O_BINARY", 0))
        if not _ends_with_a_line(self._file):  # a power failure or a full disk cut the last one off
            lines = b"\n" + lines
        while lines:
            lines = lines[os.write(self._file, lines) :]

    def sync(self) -> None:
        """Waits until the lines are on the disk."""
        if self._file is not None:
            to_disk(self._file)

    def close(self) -> None:
        if self._file is not None:
            os.close(self._file)
            self._file = None


def _ends_with_a_line(file: int) -> bool:
    size = os.lseek(file, 0, os.SEEK_END)
    if size == 0:
        return True
    os.lseek(file, size - 1, os.SEEK_SET)
    return os.read(file, 1) == b"\n"


def write_plain_copy(log: Path, connection: sqlite3.Connection) -> ChainEnd:
    """Writes the whole plain copy from the log, completely or not at all, and returns how far it reaches."""
    rows = connection.execute(_ROWS_AFTER, (0,)).fetchall()
    write_atomically(plain_copy_path(log), b"".join((_head(log.stem), *map(_line, rows))))
    return ChainEnd(*rows[-1][:2]) if rows else beginning(log.stem)


def _head(namespace: str) -> bytes:
    return f'{{"clfcards_log":1,"namespace":"{namespace}"}}\n'.encode()


def _line(row: tuple[Any, ...]) -> bytes:
    arrival, link = row[:2]
    text = f'{row_text(row[2:])[:-1]},"arrival":{arrival},"link":"{link.hex()}"'.encode()
    return b'%b,"crc":"%08x"}\n' % (text, zlib.crc32(text))


# ── reading ──


def end_of_plain_copy(path: Path, namespace: str) -> ChainEnd | None:
    """How far a plain copy reaches: what its last intact line says. None if there is none, or an empty file."""
    try:
        with path.open("rb") as file:
            size = file.seek(0, os.SEEK_END)
            look = _FIRST_LOOK
            while size:
                file.seek(max(0, size - look))
                end = _last_end(file.read(look))
                if end is not None:
                    return end
                if look >= size:
                    file.seek(0)
                    return beginning(namespace) if file.read() == _head(namespace) else UNREADABLE
                if look >= _LAST_LOOK:
                    return UNREADABLE
                look *= 4
    except (FileNotFoundError, NotADirectoryError):
        pass
    except OSError:
        return UNREADABLE
    return None


def _last_end(data: bytes) -> ChainEnd | None:
    sealed = map(_sealed, reversed(data.split(b"\n")))
    return next((end for end in sealed if end is not None), None)


def _sealed(line: bytes) -> ChainEnd | None:
    """What a line says about the chain; None if it is not an intact line of an event."""
    seal = _seal_of(line)
    return None if seal is None else ChainEnd(int(seal[1]), bytes.fromhex(seal[2].decode()))


def _seal_of(line: bytes) -> re.Match[bytes] | None:
    seal = _SEAL.match(line, max(0, line.rfind(_SEAL_BEGINS)))  # a search would look at every comma
    return seal if seal is not None and zlib.crc32(line[:-_CRC_BYTES]) == int(seal[3], 16) else None


def intact_lines(lines: Iterable[bytes]) -> Iterator[bytes]:
    """The lines of a plain copy that hold an event as it was written."""
    for line in lines:
        stripped = line.rstrip(b"\r\n")
        if _sealed(stripped) is not None:
            yield stripped


def is_whole(path: Path, arrival: int) -> bool:
    """Whether a plain copy has an intact line for every event up to this arrival. Takes 1 s for 500,000 lines."""
    try:
        with path.open("rb") as file:
            seals = (_seal_of(line.rstrip(b"\r\n")) for line in file)
            found = {int(seal[1]) for seal in seals if seal is not None}
    except OSError:
        return False
    return len(found) >= arrival and found.issuperset(range(1, arrival + 1))

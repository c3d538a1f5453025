"""The other files that hold a log's events: backups in one folder or two, and files that a repair moved aside.

A file belongs to a log by its exact name and, since version 2, by the namespace inside it: in one folder, the logs
of `comptia-220` and `comptia-220-1101` must not touch each other's files.
"""

import datetime as dt
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import NamedTuple

from clfcards.log.chain import ChainEnd, namespace_of

_TIME = r"\d{8}T\d{6}"
_TIME_FORMAT = "%Y%m%dT%H%M%S"


class Backup(NamedTuple):
    """A backup, by its name: when it was made by the clock of that day, and why."""

    made: dt.datetime
    why: str
    path: Path


def backup_name(log: Path, made: dt.datetime, why: str) -> str:
    return f"{log.stem}-{made:{_TIME_FORMAT}}-{why}.db"


def backups_in(folder: Path, log: Path) -> list[Backup]:
    """The backups of this log in a folder, oldest first by their names. Their content is not looked at."""
    pattern = re.compile(rf"{re.escape(log.stem)}-({_TIME})-(daily|import|version-\d+)\.db")
    found = []
    for name, path in _files(folder):
        if match := pattern.fullmatch(name):
            made = _time_of(match[1])
            if made is not None:
                found.append(Backup(made, match[2], path))
    return sorted(found)


def moved_aside(log: Path) -> list[Path]:
    """The files that a repair moved aside, oldest first."""
    pattern = re.compile(rf"{re.escape(log.stem)}-damaged-{_TIME}\.db")
    return sorted(path for name, path in _files(log.parent) if pattern.fullmatch(name))


def _files(folder: Path) -> Iterator[tuple[str, Path]]:
    try:
        for path in folder.iterdir():
            yield path.name, path
    except OSError:  # there is no such folder, or the drive that has it is not there
        return


def _time_of(text: str) -> dt.datetime | None:
    try:
        return dt.datetime.strptime(text, _TIME_FORMAT).replace(tzinfo=dt.UTC)
    except ValueError:
        return None


# ── what a copy holds ──


@contextmanager
def opened_copy(path: Path) -> Iterator[sqlite3.Connection]:
    """A copy, opened so that nothing is written to it or beside it. Raises sqlite3.Error if that is not possible."""
    with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)) as connection:
        yield connection


class CopyEnd(NamedTuple):
    """How far a copy reaches. The time and the id are those of the event that came into it last.

    A copy of version 1 has no chain: its `link` is empty, and `arrival` is the number of its events.
    """

    chain: ChainEnd
    at: dt.datetime
    last_id: str


_LAST_CHAINED = "SELECT arrival, link, at, id FROM chain JOIN event USING (number) ORDER BY arrival DESC LIMIT 1"
_LAST_OF_VERSION_1 = "SELECT (SELECT count(*) FROM event), x'', at, id FROM event ORDER BY number DESC LIMIT 1"
_NOTHING = (0, b"", 0, "")


def copy_end(path: Path, namespace: str) -> CopyEnd | None:
    """How far a copy reaches; None if it cannot be read, or is of another deck."""
    try:
        with opened_copy(path) as connection:
            (version,) = connection.execute("PRAGMA user_version").fetchone()
            if namespace_of(connection) not in (namespace, None):
                return None
            row = connection.execute(_LAST_CHAINED if version > 1 else _LAST_OF_VERSION_1).fetchone()
            arrival, link, at, id_ = row or _NOTHING
            return CopyEnd(ChainEnd(arrival, link), dt.datetime.fromtimestamp(at / 1000, dt.UTC), id_)
    except (sqlite3.Error, ValueError, TypeError, OverflowError, OSError):
        return None


def is_of_another_deck(path: Path, namespace: str) -> bool:
    """Whether a copy says that it is of another deck. One that cannot be read, or is older than version 2, does not."""
    try:
        with opened_copy(path) as connection:
            return namespace_of(connection) not in (namespace, None)
    except (sqlite3.Error, UnicodeDecodeError):
        return False

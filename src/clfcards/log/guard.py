"""Whether a log still reaches as far as the files beside it say, before anything is written to it.

A log that was removed, emptied, cut off or replaced would otherwise begin again without a word, and its own backups
would be thinned out in favor of new, empty ones. Two looks decide: at the last line of the plain copy, and at the
newest backup. If the log has the links that they name, it holds all that they hold. If it has not, only reading all
copies tells whether anything is missing (`log.restore`).
"""

import sqlite3
import stat
from contextlib import closing, suppress
from enum import Enum
from pathlib import Path
from typing import NamedTuple

from clfcards.errors import ClfcardsError
from clfcards.log.backup import backup_folder
from clfcards.log.chain import ChainEnd, beginning, namespace_of, next_end, reaches
from clfcards.log.connection import DOCTOR, connect, damaged, readable_errors, write_ahead_path
from clfcards.log.copies import CopyEnd, backups_in, copy_end, moved_aside, opened_copy
from clfcards.log.migrate import migrations, version_of
from clfcards.log.plain_copy import end_of_plain_copy, plain_copy_path
from clfcards.log.rows import EVENT_COLUMNS
from clfcards.system.files import shown

_HEADER_BYTES = 100


class Standing(Enum):
    """What a start finds: the log reaches as far as its copies, or there is none yet, or it does not reach as far."""

    WHOLE = "whole"
    NEW = "new"
    SHORT = "short"


class Claims(NamedTuple):
    """How far the files beside a log say that it reaches: its plain copy, and the newest backup of each folder."""

    plain: ChainEnd | None
    backups: tuple[CopyEnd, ...]


def claims_about(log: Path, second: Path | None = None) -> Claims:
    """Looks at the files beside the log; `second` is a second folder for backups."""
    ends = (_newest_end(folder, log) for folder in (backup_folder(log), second) if folder is not None)
    backups = tuple(end for end in ends if end is not None and end.chain.arrival)
    return Claims(end_of_plain_copy(plain_copy_path(log), log.stem), backups)


def standing(log: Path, second: Path | None = None) -> Standing:
    """Compares the log with its plain copy and its newest backups; `second` is a second folder for backups.

    Nothing is written. Raises ClfcardsError for a log that is cut off, that cannot be read, or of another deck.
    """
    # What the copies say is read first: otherwise another program could add an event, and its line, in between.
    claims = claims_about(log, second)
    if _is_empty(log):
        _refuse_to_lose_what_was_written_ahead(log)
        is_claimed = claims.plain is not None and claims.plain.arrival != 0
        is_short = is_claimed or bool(claims.backups) or bool(moved_aside(log))
        return Standing.SHORT if is_short else Standing.NEW
    if not write_ahead_path(log).exists():
        # The last program closed the log in order. Read like a copy, it needs no files beside it, which would wait
        # for the disk. If anything else than all being well is found, it is read again with them.
        with suppress(ClfcardsError, sqlite3.Error), opened_copy(log) as connection:
            if standing_of(connection, log, claims) is Standing.WHOLE:
                return Standing.WHOLE
    with closing(connect(log, read_only=True)) as connection:
        return standing_of(connection, log, claims)


def standing_of(connection: sqlite3.Connection, log: Path, claims: Claims) -> Standing:
    """Compares the log at a path, which is open, with what the files beside it say. It is never NEW."""
    if is_cut_off(log):
        raise damaged(log, "it is shorter than it says")
    with readable_errors(log):
        version = version_of(connection)
        if version > max(migrations()):
            return Standing.WHOLE  # opening it says that it is of a newer version
        refuse_another_deck(connection, log)
        is_whole = (claims.plain is None or _reaches_chain(connection, version, log.stem, claims.plain)) and all(
            _reaches(connection, version, log.stem, claim) for claim in claims.backups
        )
    return Standing.WHOLE if is_whole else Standing.SHORT


def _is_empty(log: Path) -> bool:
    try:
        found = log.stat()
    except OSError:
        return True
    if stat.S_ISDIR(found.st_mode):
        raise ClfcardsError(f"'{shown(log)}' is a folder, not a log: move it to another folder", DOCTOR)
    return found.st_size == 0


def _refuse_to_lose_what_was_written_ahead(log: Path) -> None:
    """Raises DamagedLogError if a missing or empty log has events in its write-ahead log: SQLite would delete that."""
    from clfcards.log.snapshot import read_snapshot  # takes a millisecond to import, and most starts find a log
    from clfcards.log.write_ahead import committed_frames

    if write_ahead_path(log).exists() and committed_frames(read_snapshot(log).wal):
        raise damaged(log, "the file is missing or empty, but its write-ahead log is not")


def is_cut_off(log: Path) -> bool:
    """Whether a file is shorter than its header says, and no write-ahead log has what is missing."""
    try:
        wal = write_ahead_path(log)
        if wal.exists() and wal.stat().st_size:
            return False
        with log.open("rb") as file:
            header = file.read(_HEADER_BYTES)
        size = log.stat().st_size
    except OSError:
        return False  # SQLite says what is wrong
    page = int.from_bytes(header[16:18], "big")
    pages = int.from_bytes(header[28:32], "big")
    return header.startswith(b"SQLite format 3\0") and size < (65_536 if page == 1 else page) * pages


def _newest_end(folder: Path, log: Path) -> CopyEnd | None:
    """How far the newest backup reaches that can be read and is of this log."""
    ends = (copy_end(backup.path, log.stem) for backup in reversed(backups_in(folder, log)))
    return next((end for end in ends if end is not None), None)


def _reaches_chain(connection: sqlite3.Connection, version: int, namespace: str, end: ChainEnd) -> bool:
    if version < 2:  # an older copy of the log, or a file that another program made
        return end.arrival == 0
    return reaches(connection, namespace, end)


def _reaches(connection: sqlite3.Connection, version: int, namespace: str, end: CopyEnd) -> bool:
    if end.chain.link:
        return _reaches_chain(connection, version, namespace, end.chain)
    if version == 1:
        return _holds_of_version_1(connection, end)
    # The migration began the chain with the events of version 1 in the order of their numbers.
    query = "SELECT id FROM chain JOIN event USING (number) WHERE arrival = ?"
    return bool(connection.execute(query, (end.chain.arrival,)).fetchone() == (end.last_id,))


def _holds_of_version_1(connection: sqlite3.Connection, end: CopyEnd) -> bool:
    (events,) = connection.execute("SELECT count(*) FROM event").fetchone()
    found = connection.execute("SELECT 1 FROM event WHERE id = ?", (end.last_id,)).fetchone()
    return events >= end.chain.arrival and found is not None


def refuse_another_deck(connection: sqlite3.Connection, log: Path) -> None:
    """Raises ClfcardsError if the file says that it is the log of another deck.

    If its chain nevertheless begins with the name of this deck, only the name is damaged.
    """
    named = namespace_of(connection)
    if named not in (log.stem, None) and _begins_with(connection, log.stem):
        raise damaged(log, "the name of its deck was changed")
    refuse_another(named, log)


def _begins_with(connection: sqlite3.Connection, namespace: str) -> bool:
    query = f"SELECT link, {EVENT_COLUMNS} FROM chain JOIN event USING (number) WHERE arrival = 1"
    row = connection.execute(query).fetchone()
    return row is not None and next_end(beginning(namespace), row[1:]).link == row[0]


def refuse_another(namespace: str | None, log: Path) -> None:
    """Raises ClfcardsError if the log at this path is of another deck; None means that it does not say."""
    if namespace not in (log.stem, None):
        raise ClfcardsError(
            f"'{shown(log)}' is the log of '{namespace}', not of '{log.stem}': move it to another folder"
        )

"""SQLite connections whose commits survive a crash, and their errors as messages for the user."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from clfcards.errors import ClfcardsError
from clfcards.log.rows import UnreadableRowError
from clfcards.next_step import NextStep
from clfcards.system.files import shown

BUSY_TIMEOUT_MS = 5000
_CHECKPOINT_PAGES = 20_000
_CACHE_KIB = 32_000  # at most; an import looks up its events card by card, all over the file
# SQLite's error codes for a file with invalid content. Our SQL is fixed, so a generic error means that the
# tables are wrong; an error without a code means that text cannot be decoded.
_DAMAGE = frozenset(
    {
        0, sqlite3.SQLITE_ERROR, sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_FORMAT,
        sqlite3.SQLITE_TOOBIG, sqlite3.SQLITE_MISMATCH,
    }
)  # fmt: skip


# SQLite's error codes for a file whose locks or whose shared memory do not work.
_NO_SHARED_LOCKS = frozenset(
    {
        sqlite3.SQLITE_IOERR_SHMMAP, sqlite3.SQLITE_IOERR_SHMOPEN, sqlite3.SQLITE_IOERR_SHMLOCK,
        sqlite3.SQLITE_IOERR_LOCK, sqlite3.SQLITE_IOERR_RDLOCK, sqlite3.SQLITE_IOERR_UNLOCK,
        sqlite3.SQLITE_IOERR_CHECKRESERVEDLOCK,
    }
)  # fmt: skip


def connect(path: Path, *, read_only: bool = False) -> sqlite3.Connection:
    """A connection in autocommit mode: transactions begin explicitly. Commits reach the disk before they return."""
    with readable_errors(path):
        if read_only:
            connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, isolation_level=None)
        else:
            connection = sqlite3.connect(path, isolation_level=None)
        try:
            _set_up(connection, read_only=read_only)
        except BaseException:  # SQLite detects only here that a file is not a database
            connection.close()
            raise
    return connection


def _set_up(connection: sqlite3.Connection, *, read_only: bool) -> None:
    connection.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}")
    if not read_only:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        # On macOS, an ordinary sync leaves the data in the drive's cache. Elsewhere, these two change nothing.
        connection.execute("PRAGMA fullfsync = ON")
        connection.execute("PRAGMA checkpoint_fullfsync = ON")
        # Merging the write-ahead log into the file waits for the disk twice. It is done in a thread, after every
        # few answers (`log.settling`).
        connection.execute(f"PRAGMA wal_autocheckpoint = {_CHECKPOINT_PAGES}")
        connection.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
    connection.execute("PRAGMA foreign_keys = ON")


def write_ahead_path(database: Path) -> Path:
    """The path of a database's write-ahead log. If the database is a link, that is beside the file it leads to."""
    real = Path(os.path.realpath(database))
    return real.with_name(f"{real.name}-wal")


def has_write_ahead_log(connection: sqlite3.Connection) -> bool:
    """Whether the log is written ahead. Some network drives refuse it, because they share no memory."""
    (mode,) = connection.execute("PRAGMA journal_mode").fetchone()
    return bool(mode == "wal")


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """Commits everything or nothing. It takes the write lock first: upgrading from a read to a write can fail."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


class DamagedLogError(ClfcardsError):
    """The log's file is not an intact database."""


def is_damage(error: sqlite3.Error) -> bool:
    """Whether the error is about the file's content, not about its environment or the caller."""
    if isinstance(error, sqlite3.ProgrammingError | sqlite3.InterfaceError):
        return False
    return getattr(error, "sqlite_errorcode", 0) & 0xFF in _DAMAGE


@contextmanager
def readable_errors(path: Path) -> Iterator[None]:
    """Turns SQLite's errors into ClfcardsErrors that say what to do. Data saved before is kept in every case.

    A caller's bug (a row that the schema rejects, a closed connection) is raised unchanged.
    """
    try:
        yield
    except (sqlite3.IntegrityError, sqlite3.ProgrammingError, sqlite3.InterfaceError):
        raise
    except (UnicodeDecodeError, UnreadableRowError) as error:  # the schema's text, or a row
        raise damaged(path, error) from error
    except sqlite3.Error as error:
        raise (damaged(path, error) if is_damage(error) else _error_with_advice(error, shown(path))) from error


DOCTOR = NextStep.run("doctor")
_OTHER_FOLDER = NextStep.again_with(data=None)


def damaged(path: Path, reason: object) -> DamagedLogError:
    """The error for a file that is not an intact log."""
    return DamagedLogError(f"'{shown(path)}' is damaged ({reason})", DOCTOR)


def _error_with_advice(error: sqlite3.Error, name: str) -> ClfcardsError:
    """The message for an error that is not about damage, with what to do about it."""
    extended = getattr(error, "sqlite_errorcode", 0)
    code = extended & 0xFF
    # On a full disk the index of the write-ahead log cannot grow, and SQLite reports that as a disk I/O error.
    if code == sqlite3.SQLITE_FULL or extended == sqlite3.SQLITE_IOERR_SHMSIZE:
        return ClfcardsError(f"the disk is full: what was saved in '{name}' is safe; free some space and try again")
    if code in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM):
        return ClfcardsError(
            f"'{name}' cannot be written: change its permissions, or choose another folder", _OTHER_FOLDER
        )
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        seconds = BUSY_TIMEOUT_MS // 1000
        return ClfcardsError(f"another program has locked '{name}' for {seconds} s: close it and try again")
    if code == sqlite3.SQLITE_PROTOCOL or extended in _NO_SHARED_LOCKS:
        return ClfcardsError(
            f"the drive of '{name}' lacks the locks that SQLite needs ({error}), as some network drives do: "
            "what was saved before is safe; move the file to a drive of this computer, or choose another folder",
            _OTHER_FOLDER,
        )
    if code == sqlite3.SQLITE_CANTOPEN:
        return ClfcardsError(
            f"cannot open '{name}': check that its folder exists and can be written, or choose another", _OTHER_FOLDER
        )
    if code == sqlite3.SQLITE_IOERR:
        return ClfcardsError(f"the disk failed at '{name}' ({error}): what was saved before is safe; check the disk")
    return ClfcardsError(f"'{name}' cannot be used ({error}): what was saved before is safe", DOCTOR)


def make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise ClfcardsError(
            f"cannot create the folder '{folder}': {reason}; choose another folder", _OTHER_FOLDER
        ) from error

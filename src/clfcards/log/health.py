"""Whether a log is intact: as SQLite sees it, as its schema must be, and as its chain says."""

import sqlite3
from pathlib import Path

from clfcards.errors import ClfcardsError
from clfcards.log.chain import namespace_of, wrong_numbers
from clfcards.log.connection import DamagedLogError, readable_errors
from clfcards.log.migrate import migrations, schema_of, schema_of_version, version_of
from clfcards.log.snapshot import Snapshot, open_in_memory
from clfcards.log.write_ahead import committed_frames
from clfcards.system.files import shown

_FIRST_WITH_CHAIN = 2
_MOST_REASONS = 5


def damage_in(snapshot: Snapshot, path: Path) -> str:
    """What is wrong with the log in a snapshot of the file at `path`; empty if it is intact.

    Raises ClfcardsError for a log that a newer version of the program wrote.
    """
    if not snapshot.file and committed_frames(snapshot.wal):
        return "the file is empty, but its write-ahead log is not"  # SQLite would delete that log
    connection = open_in_memory(snapshot.database())
    try:
        with readable_errors(path):
            return _damage_in(connection, path)
    except DamagedLogError as error:
        return str(error.__cause__)
    finally:
        connection.close()


def _damage_in(connection: sqlite3.Connection, path: Path) -> str:
    schema, version = schema_of(connection), version_of(connection)
    newest = max(migrations())
    rows = connection.execute(f"PRAGMA integrity_check({_MOST_REASONS})").fetchall()
    found = "; ".join(str(line) for (line,) in rows)
    if version > newest and schema != schema_of_version(newest):
        refuse_newer(path, is_damaged=found != "ok")
    if found != "ok":
        return found
    if version not in _versions_with(schema):
        return "a table, an index or a trigger is missing or changed"
    if version < _FIRST_WITH_CHAIN:
        return ""
    wrong = len(wrong_numbers(connection, namespace_of(connection) or path.stem))
    return f"{wrong:,} of the rows are not as they were written" if wrong else ""


def _versions_with(schema: set[tuple[str, str, str]]) -> set[int]:
    """The version of the log's format that has this schema; 0 is an empty database. Additions do not matter."""
    fitting = [version for version in migrations() if schema >= schema_of_version(version)]
    return {max(fitting)} if fitting else {0} if not schema else set()


def refuse_newer(path: Path, *, is_damaged: bool) -> None:
    """Raises ClfcardsError for a log that only a newer version of the program can repair."""
    damage = " and is damaged" if is_damaged else ""
    raise ClfcardsError(
        f"'{shown(path)}' was written by a newer clfcards{damage}: update the program and try again; "
        "nothing was changed"
    )

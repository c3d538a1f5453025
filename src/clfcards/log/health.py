"""Whether a log is intact: as SQLite sees it, as its schema must be, and as its chain says."""

import sqlite3
from pathlib import Path

from clfcards.errors import ClfcardsError
from clfcards.log.chain import wrong_numbers
from clfcards.log.connection import DamagedLogError, is_damage, readable_errors
from clfcards.log.guard import refuse_another_deck
from clfcards.log.migrate import migrations, schema_of, schema_of_version, version_of
from clfcards.log.snapshot import Snapshot, open_in_memory
from clfcards.log.write_ahead import committed_frames
from clfcards.system.files import shown

_FIRST_WITH_CHAIN = 2
_MOST_REASONS = 5
_VERSIONS_OF_FORMAT = {1, 2}  # the header's bytes 18 and 19: without and with a write-ahead log


def damage_in(snapshot: Snapshot, path: Path) -> str:
    """What is wrong with the log in a snapshot of the file at `path`; empty if it is intact.

    Raises ClfcardsError for a log of another deck, or that a newer version of the program wrote.
    """
    if not snapshot.file and committed_frames(snapshot.wal):
        return "the file is empty, but its write-ahead log is not"  # SQLite would delete that log
    if not set(snapshot.file[18:20]) <= _VERSIONS_OF_FORMAT:  # a copy in memory does without them
        return "the header of the file is damaged"
    connection = open_in_memory(snapshot.database())
    try:
        with readable_errors(path):
            return _damage_in(connection, path)
    except DamagedLogError as error:
        return damage_of(error)
    finally:
        connection.close()


def damage_of(error: DamagedLogError) -> str:
    """What is wrong, without the name of the file."""
    return str(error.__cause__ or error)


def _damage_in(connection: sqlite3.Connection, path: Path) -> str:
    schema, version = schema_of(connection), version_of(connection)
    newest = max(migrations())
    found = _integrity(connection)
    if version > newest and schema != schema_of_version(newest):
        refuse_newer(path, is_damaged=found != "ok")
    if found != "ok":
        return found
    if version not in _versions_with(schema):
        return "a table, an index or a trigger is missing or changed"
    if version < _FIRST_WITH_CHAIN:
        return ""
    refuse_another_deck(connection, path)
    wrong = len(wrong_numbers(connection, path.stem))
    return f"{wrong:,} of the rows are not as they were written" if wrong else ""


def _integrity(connection: sqlite3.Connection) -> str:
    """What SQLite says about the tables and indexes: "ok" if they are intact."""
    try:
        rows = connection.execute(f"PRAGMA integrity_check({_MOST_REASONS})").fetchall()
    except sqlite3.Error as error:
        if not is_damage(error):
            raise
        return str(error)
    return "; ".join(str(line) for (line,) in rows)


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

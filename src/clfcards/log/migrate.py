"""Migrates a database to the version that this program knows; each version has a numbered `.sql` file."""

import re
import sqlite3
from collections.abc import Callable
from pathlib import Path

from clfcards.errors import ClfcardsError
from clfcards.log.chain import begin_chain
from clfcards.log.connection import transaction
from clfcards.system.files import shown

_FOLDER = Path(__file__).parent / "migrations"
# What a migration does that SQL cannot, by the version that it leads to. It gets the namespace of the log.
_AFTER: dict[int, Callable[[sqlite3.Connection, str], None]] = {2: begin_chain}


def migrations() -> dict[int, Path]:
    """The migrations by the version that each leads to, ascending."""
    return {int(path.name[:4]): path for path in sorted(_FOLDER.glob("[0-9]*.sql"))}


def migrate(connection: sqlite3.Connection, path: Path, before: Callable[[int], None]) -> None:
    """Runs the missing migrations, each in a transaction of its own.

    `before` is called with the old version before the first change to a database that is not new.
    Raises ClfcardsError if a newer program wrote the database.
    """
    steps = migrations()
    newest = max(steps)
    version = version_of(connection)
    if version > newest:
        raise ClfcardsError(
            f"'{shown(path)}' was written by a newer clfcards (version {version}, this one knows {newest}): "
            "update the program; nothing was changed"
        )
    if 0 < version < newest:
        before(version)
    for number, file in steps.items():
        if number > version:
            with transaction(connection):
                # Another process may have migrated the database while this one waited for the lock.
                if version_of(connection) < number:
                    _run(connection, file.read_text(encoding="utf-8"))
                    if number in _AFTER:
                        _AFTER[number](connection, path.stem)
                    connection.execute(f"PRAGMA user_version = {number}")


def version_of(connection: sqlite3.Connection) -> int:
    """The version of the log's format; 0 for a file that no program of ours has written to yet."""
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    return int(version)


def _run(connection: sqlite3.Connection, script: str) -> None:
    """Runs the script's statements one by one: `executescript` would commit the transaction first."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            connection.execute(statement)
            statement = ""


def schema_of(connection: sqlite3.Connection) -> set[tuple[str, str, str]]:
    """The type, name and SQL of every table, index and trigger.

    The SQL is without comments and white space; it is empty for an index that a constraint created.
    """
    rows = connection.execute("SELECT type, name, ifnull(sql, '') FROM sqlite_schema")
    return {(kind, name, "".join(re.sub("--.*", "", sql).split())) for kind, name, sql in rows}


def schema_of_version(version: int) -> set[tuple[str, str, str]]:
    """The schema of a database after the migrations up to this version."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    try:
        for number, file in migrations().items():
            if number <= version:
                _run(connection, file.read_text(encoding="utf-8"))
        return schema_of(connection)
    finally:
        connection.close()

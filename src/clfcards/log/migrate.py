"""Brings a database to the version this program knows, one numbered `.sql` file a version."""

import re
import sqlite3
from collections.abc import Callable
from pathlib import Path

from clfcards.errors import ClfcardsError
from clfcards.log.connection import transaction
from clfcards.system.files import shown

_FOLDER = Path(__file__).parent / "migrations"


def migrations() -> dict[int, Path]:
    """The migrations by the version each leads to, ascending."""
    return {int(path.name[:4]): path for path in sorted(_FOLDER.glob("[0-9]*.sql"))}


def migrate(connection: sqlite3.Connection, path: Path, before: Callable[[int], None]) -> None:
    """Runs what is missing, each migration in a transaction of its own.

    `before` is called with the old version before the first change to a database that holds something.
    Raises ClfcardsError where a newer program wrote the database.
    """
    steps = migrations()
    newest = max(steps)
    version = _version(connection)
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
                # Another process may have come first while this one waited for the lock.
                if _version(connection) < number:
                    _run(connection, file.read_text(encoding="utf-8"))
                    connection.execute(f"PRAGMA user_version = {number}")


def _version(connection: sqlite3.Connection) -> int:
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    return int(version)


def _run(connection: sqlite3.Connection, script: str) -> None:
    """The script's statements; `executescript` would commit the transaction first."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            connection.execute(statement)
            statement = ""


def schema_of(connection: sqlite3.Connection) -> set[tuple[str, str, str]]:
    """Every table, index and trigger: what it is, its name, its SQL without comments and white space (none for an
    index that a constraint makes)."""
    rows = connection.execute("SELECT type, name, ifnull(sql, '') FROM sqlite_schema")
    return {(kind, name, "".join(re.sub("--.*", "", sql).split())) for kind, name, sql in rows}


def fresh_schema() -> set[tuple[str, str, str]]:
    """The schema of a database that all migrations made."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    try:
        for file in migrations().values():
            _run(connection, file.read_text(encoding="utf-8"))
        return schema_of(connection)
    finally:
        connection.close()

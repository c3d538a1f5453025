"""Reading an SQLite database that somebody made to do harm: it gets little time, runs nothing, and changes nothing."""

import sqlite3
import time
from collections.abc import Collection

_STEPS = 10_000  # of SQLite's machine between two looks at the clock


def limit(connection: sqlite3.Connection, seconds: float, longest: int) -> None:
    """Bounds the time from now on and the bytes of a value, and switches off what a file could make SQLite do."""
    ends = time.monotonic() + seconds
    connection.set_progress_handler(lambda: time.monotonic() > ends, _STEPS)
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, longest)
    connection.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
    for pragma in ("trusted_schema = OFF", "query_only = ON", "cell_size_check = ON", "temp_store = MEMORY"):
        connection.execute(f"PRAGMA {pragma}")


def is_plain(connection: sqlite3.Connection, table: str, columns: Collection[str]) -> bool:
    """Whether there is an ordinary table with these columns, none of which is computed.

    A view, a virtual table, or a computed column runs what its author wrote when it is read.
    """
    kinds = connection.execute("SELECT type FROM pragma_table_list WHERE name = ?", (table,)).fetchall()
    hidden = dict(connection.execute("SELECT name, hidden FROM pragma_table_xinfo(?)", (table,)))
    return kinds == [("table",)] and set(columns) <= hidden.keys() and not any(hidden.values())

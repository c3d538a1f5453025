"""The table of card states: one state, all of them, or where all cards stand."""

import sqlite3
from collections.abc import Iterable

from clfcards.log.rows import STATE_COLUMNS, STATE_MARKS
from clfcards.memory.standing import Standings
from clfcards.memory.state import CardState

# memory.standing.is_at_rest in SQL; a property test holds the two together.
_AT_REST = """
    phase = 'review' AND suspended = '' AND buried_day IS NOT :day AND pulled_at IS NULL
    AND first_day IS NOT :day AND last_day IS NOT :day
"""


def read_state(connection: sqlite3.Connection, card: str) -> CardState | None:
    """The card's state; None where no event touched it."""
    row = connection.execute(f"SELECT {STATE_COLUMNS} FROM card WHERE card = ?", (card,)).fetchone()
    return CardState._make(row) if row else None


def read_states(connection: sqlite3.Connection) -> dict[str, CardState]:
    """The states of all cards that an event touched."""
    return {row[0]: CardState._make(row) for row in connection.execute(f"SELECT {STATE_COLUMNS} FROM card")}


def read_standings(connection: sqlite3.Connection, day: int) -> Standings:
    """Where every card that an event touched stands on study day `day`.

    Of cards at rest only what the queue asks for is read: that is five times as fast as their states.
    """
    columns = "card, due_day, last_day, stability, difficulty"
    at_rest = connection.execute(f"SELECT {columns} FROM card WHERE {_AT_REST}", {"day": day}).fetchall()
    apart = connection.execute(f"SELECT {STATE_COLUMNS} FROM card WHERE NOT ({_AT_REST})", {"day": day})
    return Standings(at_rest, {row[0]: CardState._make(row) for row in apart})


def insert_states(connection: sqlite3.Connection, states: Iterable[CardState]) -> None:
    statement = f"INSERT OR REPLACE INTO card ({STATE_COLUMNS}) VALUES ({STATE_MARKS})"
    connection.executemany(statement, states)

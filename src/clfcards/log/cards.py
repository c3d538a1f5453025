"""Reads and writes the derived table of cards: one state, all states, or only what the queue needs."""

import sqlite3
from collections.abc import Iterable
from functools import partial

from clfcards.log.card_rows import CARD_COLUMNS, CARD_MARKS, IN_REVIEW, NOT_SUSPENDED, CardRow, card_row, state_of
from clfcards.memory.known_cards import KnownCards, RestingCard
from clfcards.memory.state import CardState
from clfcards.model.time import StudyDay

# This is memory.known_cards.is_resting in SQL; a property test checks that the two agree.
_IS_RESTING = f"""
    phase = '{IN_REVIEW}' AND suspended = '{NOT_SUSPENDED}' AND buried_day IS NOT :day AND pulled_at IS NULL
    AND first_day IS NOT :day AND last_day IS NOT :day
"""

# These do the same as `_make`, which is a Python function and noticeably slower for 100,000 rows.
_resting_card = partial(tuple.__new__, RestingCard)
_row = partial(tuple.__new__, CardRow)


def read_state(connection: sqlite3.Connection, card: str) -> CardState | None:
    """The card's state; None if no event touched it."""
    row = connection.execute(f"SELECT {CARD_COLUMNS} FROM card WHERE card = ?", (card,)).fetchone()
    return state_of(CardRow._make(row)) if row else None


def read_rows(connection: sqlite3.Connection) -> dict[str, CardRow]:
    """The rows of all cards that an event touched, whether they are valid or not."""
    rows = map(_row, connection.execute(f"SELECT {CARD_COLUMNS} FROM card"))
    return {row.card: row for row in rows}


def read_states(connection: sqlite3.Connection) -> dict[str, CardState]:
    """The states of all cards that an event touched."""
    return {card: state_of(row) for card, row in read_rows(connection).items()}


def read_known_cards(connection: sqlite3.Connection, day: StudyDay) -> KnownCards:
    """Every card that an event touched, as it is on study day `day`.

    For resting cards, only the columns that the queue needs are read, which is five times as fast.
    """
    columns = ", ".join(RestingCard._fields)
    resting = connection.execute(f"SELECT {columns} FROM card WHERE {_IS_RESTING}", {"day": day})
    others = connection.execute(f"SELECT {CARD_COLUMNS} FROM card WHERE NOT ({_IS_RESTING})", {"day": day})
    states = map(state_of, map(_row, others))
    return KnownCards(list(map(_resting_card, resting)), {state.card: state for state in states})


def read_untested(connection: sqlite3.Connection) -> frozenset[str]:
    """The cards in review whose recall no answer has tested: they were only met while their text was read."""
    query = f"SELECT card FROM card WHERE phase = '{IN_REVIEW}' AND reviews = 0"
    return frozenset(card for (card,) in connection.execute(query))


def read_introduced(connection: sqlite3.Connection, since: StudyDay) -> dict[str, StudyDay]:
    """The study day on which each card was first studied, for those first studied on the day `since` or later."""
    return dict(connection.execute("SELECT card, first_day FROM card WHERE first_day >= ?", (since,)))


def insert_states(connection: sqlite3.Connection, states: Iterable[CardState]) -> None:
    """Writes these cards' rows, replacing the existing ones."""
    connection.executemany(f"INSERT OR REPLACE INTO card ({CARD_COLUMNS}) VALUES ({CARD_MARKS})", map(card_row, states))

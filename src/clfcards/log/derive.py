"""The derived tables: card states computed from the log, and the terms under which they were derived."""

import json
import sqlite3
from collections import defaultdict

from clfcards.log.cards import insert_states
from clfcards.log.rows import EVENT_COLUMNS, event_of
from clfcards.memory.replay import ReplayTerms, replay, touched_cards
from clfcards.memory.state import CardState
from clfcards.system.garbage_collection import collector_off


def derive_all(connection: sqlite3.Connection, terms: ReplayTerms) -> dict[str, CardState]:
    """Replays the whole log into the tables; the caller must have begun a transaction."""
    with collector_off():
        return _derive_all(connection, terms)


def _derive_all(connection: sqlite3.Connection, terms: ReplayTerms) -> dict[str, CardState]:
    touches: dict[str, list[int]] = defaultdict(list)
    events = []
    for number, *row in connection.execute(f"SELECT number, {EVENT_COLUMNS} FROM event"):
        event = event_of(tuple(row))
        events.append(event)
        for card in touched_cards(event):
            touches[card].append(number)
    states = replay(events, terms)
    connection.execute("DELETE FROM touch")
    connection.execute("DELETE FROM card")
    rows = ((card, number) for card in sorted(touches) for number in touches[card])
    connection.executemany("INSERT INTO touch VALUES (?, ?)", rows)
    insert_states(connection, states.values())
    connection.execute("INSERT OR REPLACE INTO derived VALUES ('terms', ?)", (_terms_text(terms),))
    return states


def cards_with_wrong_touches(connection: sqlite3.Connection) -> set[str]:
    """The cards for which the `touch` table has an event too many or too few."""
    stored = set(connection.execute("SELECT card, number FROM touch"))
    rows = connection.execute(f"SELECT number, {EVENT_COLUMNS} FROM event")
    right = {(card, number) for number, *row in rows for card in touched_cards(event_of(tuple(row)))}
    return {card for card, _ in stored ^ right}


def stored_terms(connection: sqlite3.Connection) -> ReplayTerms | None:
    """The terms under which the stored states were derived; None if there are none yet, or they are damaged."""
    row = connection.execute("SELECT value FROM derived WHERE name = 'terms'").fetchone()
    try:
        (text,) = row
        weights, cutoff_hour = json.loads(text)
        return ReplayTerms(tuple(weights), cutoff_hour)
    except (ValueError, TypeError):
        return None


def _terms_text(terms: ReplayTerms) -> str:
    return json.dumps([list(terms.weights), terms.cutoff_hour])

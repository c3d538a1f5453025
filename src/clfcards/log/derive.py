"""The derived tables: card states computed from the log, and the terms under which they were derived."""

import json
import sqlite3
from collections import defaultdict
from itertools import groupby
from operator import itemgetter

from clfcards.log.cards import insert_states
from clfcards.log.rows import EVENT_COLUMNS, event_of, replayed_of
from clfcards.memory.event_kinds import REVIEW
from clfcards.memory.replay import RULES, Replay, ReplayTerms, replay, touched_cards
from clfcards.memory.state import CardState
from clfcards.model.event_kind import UNDO
from clfcards.system.garbage_collection import collector_off

_CARDS_IN_PART = 200
_EVENTS_BY_CARD = (
    f"SELECT touch.card, {', '.join(f'event.{name}' for name in EVENT_COLUMNS.split(', '))} "
    "FROM touch JOIN event USING (number) WHERE touch.card > ? AND touch.card <= ? "
    "ORDER BY touch.card, event.at, event.id"
)
# As in `rows.NOT_UNDONE`, the second condition is that of the index without reviews, which is used only with it.
_UNDONE = f"SELECT subject FROM event WHERE kind = '{UNDO}' AND kind <> '{REVIEW}'"


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
    _store_terms(connection, terms)
    return states


def derive_part(connection: sqlite3.Connection, terms: ReplayTerms, after: str) -> str | None:
    """Derives the states of the next cards after the card `after`, by name, and returns the last of them.

    None if there are no more, or if another program has derived all states since they were marked as stale.
    The events are read one at a time; the caller must have begun a transaction.
    """
    query = "SELECT DISTINCT card FROM touch WHERE card > ? ORDER BY card LIMIT ?"
    cards = [card for (card,) in connection.execute(query, (after, _CARDS_IN_PART))]
    if not is_stale(connection):
        return None
    if not cards:
        _store_terms(connection, terms)
        return None
    fold = Replay(terms)
    undone = {id_ for (id_,) in connection.execute(_UNDONE)}
    rows = connection.execute(_EVENTS_BY_CARD, (after, cards[-1]))
    states = {
        card: fold.card(card, (replayed_of(row[1:]) for row in group if row[1] not in undone))
        for card, group in groupby(rows, itemgetter(0))
    }
    insert_states(connection, (states.get(card) or CardState(card) for card in cards))
    return str(cards[-1])


def mark_stale(connection: sqlite3.Connection) -> None:
    """Notes that there are events that the states do not follow from yet."""
    connection.execute("INSERT OR REPLACE INTO derived VALUES ('stale', '')")


def is_stale(connection: sqlite3.Connection) -> bool:
    """Whether an import added events and has not derived the states again, or was ended before that."""
    return connection.execute("SELECT 1 FROM derived WHERE name = 'stale'").fetchone() is not None


def _store_terms(connection: sqlite3.Connection, terms: ReplayTerms) -> None:
    """Notes that all states were derived under these terms."""
    connection.execute("INSERT OR REPLACE INTO derived VALUES ('terms', ?)", (_terms_text(terms),))
    connection.execute("DELETE FROM derived WHERE name = 'stale'")


def cards_with_wrong_touches(connection: sqlite3.Connection) -> set[str]:
    """The cards for which the `touch` table has an event too many or too few."""
    stored = set(connection.execute("SELECT card, number FROM touch"))
    rows = connection.execute(f"SELECT number, {EVENT_COLUMNS} FROM event")
    right = {(card, number) for number, *row in rows for card in touched_cards(event_of(tuple(row)))}
    return {card for card, _ in stored ^ right}


def stored_terms(connection: sqlite3.Connection) -> ReplayTerms | None:
    """The terms under which the stored states were derived by today's rules.

    None if there are none yet, if they are damaged, or if a program with other rules derived the states. Each such
    program cannot read what the others store here, so every one derives the states again before it relies on them.
    """
    row = connection.execute("SELECT value FROM derived WHERE name = 'terms'").fetchone()
    try:
        (text,) = row
        weights, cutoff_hour, rules = json.loads(text)
        return ReplayTerms(tuple(weights), cutoff_hour) if rules == RULES else None
    except (ValueError, TypeError):
        return None


def _terms_text(terms: ReplayTerms) -> str:
    return json.dumps([list(terms.weights), terms.cutoff_hour, RULES])

"""The log of one learner and deck: append, read, merge. There is one file per namespace, across guide versions."""

import datetime as dt
import json
import sqlite3
from collections.abc import Collection, Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple, Self

from clfcards.errors import ClfcardsError
from clfcards.log.answers import LoggedAnswer, read_answers
from clfcards.log.backup import DAILY, back_up, backup_folder, backup_of, copy_to_second_folder
from clfcards.log.cards import insert_states, read_introduced, read_known_cards, read_state, read_states, read_untested
from clfcards.log.chain import ChainEnd, continue_chain, end_of
from clfcards.log.connection import DOCTOR, connect, make_folder, readable_errors, transaction
from clfcards.log.derive import derive_all, derive_part, is_stale, mark_stale, stored_terms
from clfcards.log.guard import refuse_another_deck
from clfcards.log.migrate import migrate, version_of
from clfcards.log.rows import EVENT_COLUMNS, NOT_UNDONE, Row, cards_touched_by, event_of, event_row
from clfcards.log.settling import Settling
from clfcards.memory.event_kinds import NOTE, REVIEW, SET, TERMS, WEIGHTS
from clfcards.memory.known_cards import KnownCards
from clfcards.memory.own_notes import own_notes
from clfcards.memory.replay import Replay, ReplayTerms, settings_of, terms_of, touched_cards
from clfcards.memory.state import CardState
from clfcards.model.event import Event, live
from clfcards.model.event_kind import UNDO
from clfcards.model.time import StudyDay, Timestamp, UtcOffset
from clfcards.system.files import shown

# Most events are reviews. SQLite uses the index that leaves them out only for a query with the same condition,
# in exactly the words of the migration that created the index.
_NO_REVIEW = f"kind <> '{REVIEW}'"
_IDS_AT_ONCE = 500  # in one query
_MANY_EVENTS = 2000  # events; with more, deriving all states again is faster than updating them one by one
_INSERT = (
    f"INSERT INTO event (number, {EVENT_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING"
)


def _of(kinds: Sequence[str]) -> str:
    """The condition that a row of the table `event` is of one of these kinds, for the index that fits them."""
    marks = ", ".join("?" * len(kinds))
    return f"kind IN ({marks})" + (f" AND {_NO_REVIEW}" if REVIEW not in kinds else "")


def _identity(path: Path) -> tuple[int, int] | None:
    """An identity that distinguishes a file from another one that took its name; None if there is no file."""
    try:
        stat = path.stat()
    except OSError:
        return None
    return stat.st_dev, stat.st_ino


def log_path(folder: Path, namespace: str) -> Path:
    return folder / f"{namespace}.db"


class Mark(NamedTuple):
    """A point in the log's history: the number of `changes`, and the lowest and highest numbers of events."""

    changes: int
    low: int
    high: int


class Log:
    """An open log. When `append` returns, its events are on the disk; two programs may have the log open at once."""

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self.path = path
        self.connection = connection
        self._file = _identity(path)
        self._replay: Replay | None = None
        self._known: tuple[tuple[int, int, int], KnownCards] | None = None
        self._own_ids: set[str] = set()  # ids of the events this program added
        self.settling: Settling | None = None

    @classmethod
    def open(cls, folder: Path, namespace: str, now: dt.datetime) -> Self:
        """Opens the log, and creates or migrates it if needed. `now` is used in the name of a backup.

        Raises ClfcardsError for a folder that cannot be written, a damaged file, or a file of a newer version.
        """
        path = log_path(folder.absolute(), namespace)
        make_folder(folder)
        connection = connect(path)
        log = cls(path, connection)
        try:
            with readable_errors(path):
                refuse_another_deck(connection, path)
                before = version_of(connection)
                migrate(connection, path, lambda version: log.back_up(now, f"version-{version}"))
                if version_of(connection) != before:  # the file alone is then a log from the start
                    connection.execute("PRAGMA wal_checkpoint(PASSIVE)")
                terms = log._terms()
                if stored_terms(connection) != terms or is_stale(connection):
                    with transaction(connection):
                        derive_all(connection, terms)
        except BaseException:
            connection.close()
            raise
        return log

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        if self.settling is not None:
            self.settling.finish()
        with suppress(sqlite3.Error):
            self.connection.close()

    def keep_plain_copy(self, end: ChainEnd | None) -> None:
        """From now on, adds every event to the plain copy too, and settles after every few (see `log.settling`).

        `end` is how far the plain copy reaches; if that is None, the whole copy is written.
        """
        with readable_errors(self.path):
            self.settling = Settling(self.path, self.connection, end)

    def flush(self) -> None:
        """Moves everything from the write-ahead log into the file itself."""
        if self.settling is not None:
            self.settling.wait()
        with readable_errors(self.path):
            self.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def back_up_daily(self, now: dt.datetime, second: Path | None = None) -> None:
        """Makes today's backup in each folder that has none. `second` is a second folder for backups.

        Raises ClfcardsError if it cannot be written, or if the log is damaged.
        """
        newest = backup_of(backup_folder(self.path), self.path, now.date())
        if newest is None:
            self.back_up(now, DAILY, second)
        elif second is not None and backup_of(second, self.path, now.date()) is None:
            copy_to_second_folder(self.connection, self.path, newest, second, now)

    def back_up(self, now: dt.datetime, why: str, second: Path | None = None) -> None:
        """Makes a backup, and checks the plain copy. Raises ClfcardsError as `back_up_daily` does."""
        made = back_up(self.connection, self.path, now, why)
        if self.settling is not None:
            self.settling.check_plain_copy()
        if second is not None:
            copy_to_second_folder(self.connection, self.path, made, second, now)

    # ── writing ──

    def append(self, *events: Event) -> dict[str, CardState]:
        """Saves events together, all or none, and returns the states of the cards they touch.

        An event whose id is already in the log is skipped.
        """
        _, states = self._add(events, from_elsewhere=False)
        return states

    def merge(self, events: Iterable[Event]) -> int:
        """Adds another device's events, and returns how many were new. Merging them again adds nothing.

        They get numbers below all others, so that the last action is always one done on this device.
        """
        added, _ = self._add(sorted(events, key=lambda event: event.order), from_elsewhere=True)
        return added

    def merge_part(self, rows: Sequence[Row], number: int | None, total: int) -> tuple[int, int]:
        """Adds a part of another device's `total` new events, without deriving states: `derive_in_parts` must follow.

        They come as rows, because nothing here needs their events.

        The parts must be in the order of time. Returns how many events of this part were new, and the number for
        the next part; that of the first is None.
        """
        self._refuse_replaced()
        with readable_errors(self.path), transaction(self.connection):
            mark_stale(self.connection)
            number = self._lowest_number() - total if number is None else number
            added = len(self._insert_at(rows, number))
        if self.settling is not None and added:
            self.settling.saved(added)
        return added, number + len(rows)

    def derive_in_parts(self) -> None:
        """Derives all states again after parts were merged; between the cards, other programs can write."""
        card: str | None = ""
        while card is not None:
            with readable_errors(self.path), transaction(self.connection):
                card = derive_part(self.connection, self._terms(), card)
        self._replay = None

    def known_ids(self, ids: Sequence[str]) -> set[str]:
        """Those of the ids that are in the log."""
        query = f"SELECT id FROM event WHERE id IN ({', '.join('?' * len(ids))})"
        with readable_errors(self.path):
            return {id_ for (id_,) in self.connection.execute(query, list(ids))}

    def _refuse_replaced(self) -> None:
        """Raises ClfcardsError if the file was deleted or replaced: anything written to it would be lost silently."""
        if _identity(self.path) != self._file:
            raise ClfcardsError(
                f"'{shown(self.path)}' was removed or replaced by another program: what you did since then cannot be "
                "saved; start again",
                DOCTOR,
            )

    def _add(self, events: Sequence[Event], *, from_elsewhere: bool) -> tuple[int, dict[str, CardState]]:
        self._refuse_replaced()
        self._known = None
        with readable_errors(self.path), transaction(self.connection):
            added = self._insert_below(events) if from_elsewhere else self._insert_all(events)
            states = self._derive(added)
        if self.settling is not None and added:
            self.settling.saved(len(added))
        return len(added), states

    def _insert_all(self, events: Sequence[Event]) -> list[Event]:
        """Adds the events that the log does not have, continues the chain, and returns them."""
        numbered = [(self._insert(event), event) for event in events]
        added = [event for number, event in numbered if number is not None]
        rows = ((number, *event_row(event)) for number, event in numbered if number is not None)
        continue_chain(self.connection, end_of(self.connection, self.path.stem), rows)
        self._own_ids.update(event.id for event in added)
        return added

    def _insert_below(self, events: Sequence[Event]) -> list[Event]:
        """As `_insert_all`, for events from elsewhere: they are numbered so that they end below all others."""
        inserted = self._insert_at([event_row(event) for event in events], self._lowest_number() - len(events))
        by_id = {event.id: event for event in reversed(events)}
        return [by_id[row[1]] for row in inserted]

    def _insert_at(self, rows: Sequence[Row], first_number: int) -> list[Row]:
        """Adds the rows that the log does not have, numbered from the first one, and continues the chain.

        Returns those that it added, each after its number.
        """
        known = set[str]()
        for start in range(0, len(rows), _IDS_AT_ONCE):
            known |= self.known_ids([row[0] for row in rows[start : start + _IDS_AT_ONCE]])
        numbered, touches = list[Row](), list[tuple[str, int]]()
        for number, row in enumerate(rows, first_number):
            if row[0] not in known:
                known.add(row[0])
                numbered.append((number, *row))
                touches += [(card, number) for card in cards_touched_by(row)]
        touches.sort()
        self.connection.executemany(_INSERT, numbered)
        self.connection.executemany("INSERT INTO touch VALUES (?, ?)", touches)
        continue_chain(self.connection, end_of(self.connection, self.path.stem), numbered)
        return numbered

    def _derive(self, added: Sequence[Event]) -> dict[str, CardState]:
        """Brings the derived tables up to date with the added events; returns the states of the cards they touch."""
        stored = stored_terms(self.connection)
        if stored != self.replay.terms:  # another program changed the terms
            self._replay = None
        terms = None
        if stored is None or any(event.kind in TERMS for event in added):
            terms = self._terms()
        if terms is not None and (stored is None or terms != self.replay.terms):
            states = derive_all(self.connection, terms)
            self._replay = None
            touched = {card for event in added for card in self._touched(event)}
            return {card: states.get(card) or CardState(card) for card in touched}
        if len(added) > _MANY_EVENTS:
            return derive_all(self.connection, self.replay.terms)
        states = self._update(added)
        insert_states(self.connection, states.values())
        return states

    def _lowest_number(self) -> int:
        return self._number("SELECT min(0, ifnull(min(number), 0)) FROM event")

    def _insert(self, event: Event) -> int | None:
        """Adds an event's row, and returns its number; None if the log has the event already."""
        cursor = self.connection.execute(_INSERT, (None, *event_row(event)))
        if not cursor.rowcount:
            return None
        touches = [(card, cursor.lastrowid) for card in touched_cards(event)]
        if touches:
            self.connection.executemany("INSERT INTO touch VALUES (?, ?)", touches)
        return cursor.lastrowid

    def _touched(self, event: Event) -> tuple[str, ...]:
        if event.kind != UNDO:
            return touched_cards(event)
        target = self.event(event.subject)
        return touched_cards(target) if target else ()

    def _update(self, added: Sequence[Event]) -> dict[str, CardState]:
        """The states after these events: an event that comes last is applied; otherwise the card is replayed."""
        states: dict[str, CardState] = {}
        to_replay: set[str] = set()
        for event in added:
            for card in self._touched(event):
                if card in to_replay:
                    continue
                state = states.get(card) or self.state(card)
                is_last = event.order > (state.changed_at, state.changed_id)
                if event.kind == UNDO or not is_last or self._is_undone(event):
                    to_replay.add(card)
                else:
                    states[card] = self.replay.apply(state, event)
        for card in to_replay:
            states[card] = self.replay.card(card, self.events_of(card))
        return states

    def _is_undone(self, event: Event) -> bool:
        query = f"SELECT 1 FROM event WHERE kind = '{UNDO}' AND {_NO_REVIEW} AND subject = ? LIMIT 1"
        return self.connection.execute(query, (event.id,)).fetchone() is not None

    # ── reading ──

    @property
    def replay(self) -> Replay:
        """The replay under the current terms."""
        if self._replay is None:
            self._replay = Replay(stored_terms(self.connection) or self._terms())
        return self._replay

    @property
    def terms(self) -> ReplayTerms:
        """The current terms of the replay; unlike `replay`, this needs no scheduler."""
        return self._replay.terms if self._replay is not None else stored_terms(self.connection) or self._terms()

    def changes(self) -> int:
        """A number that changes when another program writes to the log, but not when this one does."""
        return self._number("PRAGMA data_version")

    def mark(self) -> Mark:
        """The current point in the log's history, for `touched_elsewhere`."""
        # `changes` comes first: a program that writes in between is then noticed at the next look, not missed.
        changes = self.changes()
        # As separate queries, each of these only looks at one end of the index.
        query = "SELECT (SELECT min(number) FROM event), (SELECT max(number) FROM event)"
        with readable_errors(self.path):
            low, high = self.connection.execute(query).fetchone()
        return Mark(changes, 0 if low is None else low, -1 if high is None else high)

    def touched_elsewhere(self, since: Mark) -> set[str]:
        """The cards touched by other programs' events since then. Terms that they changed apply from now on."""
        self._replay = None
        query = f"SELECT {EVENT_COLUMNS} FROM event WHERE number > ? OR number < ?"
        with readable_errors(self.path):
            new = [event_of(row) for row in self.connection.execute(query, (since.high, since.low))]
            return {card for event in new if event.id not in self._own_ids for card in self._touched(event)}

    def event(self, id_: str) -> Event | None:
        with readable_errors(self.path):
            row = self.connection.execute(f"SELECT {EVENT_COLUMNS} FROM event WHERE id = ?", (id_,)).fetchone()
            return event_of(row) if row else None

    def events(
        self,
        kinds: Sequence[str] = (),
        since: Timestamp | None = None,
        subject: str | None = None,
        holding: str | None = None,
    ) -> list[Event]:
        """Events in order, including undone ones (`live` removes these).

        They can be restricted to these `kinds`, to times at or after `since`, to one `subject`, and to payloads whose
        JSON is `holding` this text.
        """
        where, values = ["1"], list[str | int]()
        if kinds:
            where.append(_of(kinds))
            values += kinds
        if since is not None:
            where.append("at >= ?")
            values.append(since)
        if subject is not None:
            where.append("subject = ?")
            values.append(subject)
        if holding is not None:
            where.append("instr(payload, ?) > 0")
            values.append(holding)
        query = f"SELECT {EVENT_COLUMNS} FROM event WHERE {' AND '.join(where)} ORDER BY at, id"
        with readable_errors(self.path):
            return [event_of(row) for row in self.connection.execute(query, values)]

    def answers(self) -> list[LoggedAnswer]:
        """Every live review with little more than its card and its rating, in order; much faster than its events."""
        with readable_errors(self.path):
            return read_answers(self.connection)

    def events_without(self, kind: str, following: str) -> list[Event]:
        """The events of a kind that no event of the kind `following` has as its subject; neither kind is a review."""
        end = f"SELECT 1 FROM event AS e WHERE e.kind = ? AND e.kind <> '{REVIEW}' AND e.subject = event.id"
        where = f"kind = ? AND {_NO_REVIEW} AND NOT EXISTS ({end})"
        query = f"SELECT {EVENT_COLUMNS} FROM event WHERE {where} ORDER BY at, id"
        with readable_errors(self.path):
            return [event_of(row) for row in self.connection.execute(query, (kind, following))]

    def times(self, kinds: Sequence[str], since: Timestamp, until: Timestamp) -> list[tuple[Timestamp, UtcOffset]]:
        """When the live events of these kinds happened, from `since` until before `until`."""
        marks = ", ".join("?" * len(kinds))
        where = f"at >= ? AND at < ? AND kind IN ({marks}) AND {NOT_UNDONE}"
        with readable_errors(self.path):
            rows = self.connection.execute(f"SELECT at, utc_offset FROM event WHERE {where}", (since, until, *kinds))
            return list(rows)

    def events_of(self, card: str) -> list[Event]:
        """The live events that touched a card, in order."""
        columns = ", ".join(f"event.{name}" for name in EVENT_COLUMNS.split(", "))
        query = f"SELECT {columns} FROM touch JOIN event USING (number) WHERE touch.card = ? AND {NOT_UNDONE}"
        with readable_errors(self.path):
            return live(event_of(row) for row in self.connection.execute(query, (card,)))

    def review_times(self, cards: Collection[str]) -> list[tuple[str, Timestamp]]:
        """The cards and times of the live reviews of these cards, in no order."""
        query = (
            "SELECT touch.card, event.at FROM json_each(?) AS wanted JOIN touch ON touch.card = wanted.value "
            f"JOIN event USING (number) WHERE event.kind = '{REVIEW}' AND {NOT_UNDONE}"
        )
        with readable_errors(self.path):
            return list(self.connection.execute(query, (json.dumps(list(cards)),)))

    def latest(self, kinds: Sequence[str], most: int) -> list[Event]:
        """The latest live events of these kinds by time, at most `most`, latest first."""
        return self._last(kinds, "at DESC, id DESC", most)

    def last_done(self, kinds: Sequence[str]) -> Event | None:
        """The last live event of these kinds that was added on this device, whatever the clock showed."""
        return next(iter(self._last(kinds, "number DESC", 1)), None)

    def _last(self, kinds: Sequence[str], order: str, most: int) -> list[Event]:
        query = f"SELECT {EVENT_COLUMNS} FROM event WHERE {_of(kinds)} AND {NOT_UNDONE} ORDER BY {order} LIMIT ?"
        with readable_errors(self.path):
            return [event_of(row) for row in self.connection.execute(query, (*kinds, most))]

    def time_after(self, kinds: Sequence[str]) -> Timestamp:
        """A time after every event of these kinds: for settings and weights, the latest event counts."""
        return Timestamp(max((event.at + 1 for event in self.events(kinds)), default=0))

    def state(self, card: str) -> CardState:
        """The card's state; that of a new card if no event touched it."""
        with readable_errors(self.path):
            return read_state(self.connection, card) or CardState(card)

    def states(self) -> dict[str, CardState]:
        """The states of all cards that an event touched."""
        with readable_errors(self.path):
            return read_states(self.connection)

    def known_cards(self, day: StudyDay) -> KnownCards:
        """All cards that an event touched, as they are on a study day.

        What was read last is kept until something is written: the end of a review asks again.
        """
        at = day, self.connection.total_changes, self.changes()
        if self._known is None or self._known[0] != at:
            with readable_errors(self.path):
                self._known = at, read_known_cards(self.connection, day)
        return self._known[1]

    def untested(self) -> frozenset[str]:
        """The cards in review whose recall no answer has tested."""
        with readable_errors(self.path):
            return read_untested(self.connection)

    def introduced(self, since: StudyDay) -> dict[str, StudyDay]:
        """The study day on which each card was first studied, for those first studied on the day `since` or later."""
        with readable_errors(self.path):
            return read_introduced(self.connection, since)

    def newest_at(self) -> Timestamp:
        """The time of the latest event; 0 if there are none."""
        return Timestamp(self._number("SELECT ifnull(max(at), 0) FROM event"))

    def oldest_at(self) -> Timestamp | None:
        """The time of the earliest event; None if there are none."""
        return Timestamp(oldest) if (oldest := self._number("SELECT ifnull(min(at), 0) FROM event")) else None

    def has_ids(self, prefix: str) -> bool:
        """Whether the id of any event begins so; `prefix` is of ASCII characters."""
        query = "SELECT 1 FROM event WHERE id >= ? AND id < ? LIMIT 1"
        with readable_errors(self.path):
            return self.connection.execute(query, (prefix, f"{prefix}\x7f")).fetchone() is not None

    def _number(self, query: str) -> int:
        """The single number that a query returns."""
        with readable_errors(self.path):
            (number,) = self.connection.execute(query).fetchone()
            return int(number)

    def settings(self) -> dict[str, Any]:
        """The latest value of every setting."""
        return settings_of(self._live(SET))

    def own_notes(self) -> dict[str, str]:
        """The learner's own notes by item id."""
        return own_notes(self._live(NOTE))

    def _terms(self) -> ReplayTerms:
        """The terms that the log's events lead to."""
        return terms_of(self._live(WEIGHTS, SET))

    def _live(self, *kinds: str) -> list[Event]:
        """The live events of these kinds, none of which are reviews, in order."""
        where = f"{_of(kinds)} AND {NOT_UNDONE}"
        query = f"SELECT {EVENT_COLUMNS} FROM event WHERE {where} ORDER BY at, id"
        with readable_errors(self.path):
            return [event_of(row) for row in self.connection.execute(query, kinds)]

"""The log: appended events stay, states follow from it alone, and logs can be merged."""

import re
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clfcards.errors import ClfcardsError
from clfcards.log.connection import readable_errors
from clfcards.log.log import Log, log_path
from clfcards.memory.known_cards import known_cards
from clfcards.memory.replay import replay, terms_of
from clfcards.memory.state import CardState
from clfcards.memory.weights import DEFAULT_WEIGHTS
from clfcards.model.event import Event
from clfcards.model.time import StudyDay
from clfcards.words.next_steps import error_sentence
from tests.log_events import DAY, NOON, NOW, day_of, event, review, undo


def test_an_appended_event_is_there_after_reopening(tmp_path: Path) -> None:
    with Log.open(tmp_path, "tea", NOW) as log:
        log.append(review("r1", "a/1", payload={"answer": "hot"}))
    with Log.open(tmp_path, "tea", NOW) as log:
        assert log.events() == [review("r1", "a/1", payload={"answer": "hot"})]
        assert log.state("a/1").reviews == 1
        assert log.state("a/1").answer == "hot"


def test_several_events_are_saved_together_or_not_at_all(tmp_path: Path) -> None:
    with Log.open(tmp_path, "tea", NOW) as log:
        with pytest.raises(sqlite3.IntegrityError):
            log.append(review("r1", "a/1"), event("x", "review", "b/1", duration=-1))
        assert log.events() == []


def test_events_are_never_changed_or_removed(tmp_path: Path) -> None:
    with Log.open(tmp_path, "tea", NOW) as log:
        log.append(review("r1", "a/1"))
    connection = sqlite3.connect(log_path(tmp_path, "tea"))
    for statement in ("UPDATE event SET rating = 4", "DELETE FROM event"):
        with pytest.raises(sqlite3.IntegrityError, match="events are never"):
            connection.execute(statement)
    connection.close()


def test_an_undone_review_leaves_the_card_as_it_was(tmp_path: Path) -> None:
    with Log.open(tmp_path, "tea", NOW) as log:
        before = log.append(review("r1", "a/1"))["a/1"]
        log.append(review("r2", "a/1", 1, NOON + DAY, -600))
        assert log.append(undo("u", "r2", NOON + DAY)) == {"a/1": before}
        assert [e.id for e in log.events()] == ["r1", "r2", "u"]
        assert [e.id for e in log.events_of("a/1")] == ["r1"]
        assert [e.id for e in log.latest(("review",), 5)] == ["r1"]


def test_an_undo_that_arrives_before_its_target_still_counts(tmp_path: Path) -> None:
    with Log.open(tmp_path, "tea", NOW) as log:
        log.append(undo("u", "r1"))
        log.append(review("r1", "a/1"))
        assert log.state("a/1") == CardState("a/1")


def test_an_event_saved_twice_counts_once(tmp_path: Path) -> None:
    with Log.open(tmp_path, "tea", NOW) as log:
        log.append(review("r1", "a/1"))
        log.append(review("r1", "a/1"))
        assert log.state("a/1").reviews == 1


def test_new_weights_change_every_state(tmp_path: Path) -> None:
    weights = [1.0, *terms_weights()[1:]]
    with Log.open(tmp_path, "tea", NOW) as log:
        log.append(review("r1", "a/1", 1, interval=-60), review("r2", "b/1", 1, interval=-60))
        log.append(event("w", "weights", at=NOON + 1, payload={"weights": weights}))
        assert {state.past and state.past.memory.stability for state in log.states().values()} == {1.0}
        log.append(undo("u", "w"))
        past = log.state("a/1").past
        assert past
        assert past.memory.stability == pytest.approx(0.212)  # FSRS-6's first default weight


def terms_weights() -> tuple[float, ...]:
    from clfcards.memory.weights import DEFAULT_WEIGHTS

    return DEFAULT_WEIGHTS


def test_settings_are_the_latest_values(tmp_path: Path) -> None:
    with Log.open(tmp_path, "tea", NOW) as log:
        log.append(event("s1", "set", "new_per_day", payload={"value": 5}))
        log.append(event("s2", "set", "new_per_day", NOON + 1, payload={"value": 9}))
        assert log.settings() == {"new_per_day": 9}


def test_a_log_of_a_newer_version_is_refused_and_untouched(tmp_path: Path) -> None:
    Log.open(tmp_path, "tea", NOW).close()
    connection = sqlite3.connect(log_path(tmp_path, "tea"))
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    with pytest.raises(ClfcardsError, match="newer clfcards"):
        Log.open(tmp_path, "tea", NOW)


def test_a_file_that_is_not_a_database_is_reported_with_what_to_do(tmp_path: Path) -> None:
    log_path(tmp_path, "tea").write_text("not a database, " * 100)
    with pytest.raises(ClfcardsError, match="is damaged") as raised:
        Log.open(tmp_path, "tea", NOW)
    assert "run 'clfcards doctor'" in error_sentence(raised.value)


def test_a_folder_that_cannot_be_made_is_a_readable_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(ClfcardsError, match="cannot create the folder") as raised:
        Log.open(tmp_path / "file" / "data", "tea", NOW)
    assert "use --data" in error_sentence(raised.value)


def test_a_full_disk_is_a_readable_error_and_loses_nothing_saved(tmp_path: Path) -> None:
    with Log.open(tmp_path, "tea", NOW) as log:
        log.append(review("r0", "a/1"))
        pages = log.connection.execute("PRAGMA page_count").fetchone()[0]
        log.connection.execute(f"PRAGMA max_page_count = {pages}")
        with pytest.raises(ClfcardsError, match="the disk is full"):
            log.append(review("r1", "a/1", at=NOON + DAY, payload={"note": "x" * 100_000}))
        assert [e.id for e in log.events()] == ["r0"]
        log.connection.execute("PRAGMA max_page_count = 100000")
        log.append(review("r1", "a/1", at=NOON + DAY))
        assert log.state("a/1").reviews == 2


@pytest.mark.parametrize(
    ("code", "message"),
    [
        (sqlite3.SQLITE_FULL, "the disk is full"),
        (sqlite3.SQLITE_IOERR_SHMSIZE, "the disk is full"),  # SQLite's error if its -shm file cannot grow
        (sqlite3.SQLITE_IOERR_WRITE, "the disk failed"),
        (sqlite3.SQLITE_ERROR, "is damaged .*'clfcards doctor'"),
        (sqlite3.SQLITE_PROTOCOL, "lacks the locks that SQLite needs .*use --data"),
        (sqlite3.SQLITE_IOERR_SHMMAP, "lacks the locks that SQLite needs"),
        (sqlite3.SQLITE_NOLFS, "cannot be used"),
    ],
)
def test_each_error_of_sqlite_says_what_to_do(tmp_path: Path, code: int, message: str) -> None:
    error = sqlite3.OperationalError("it failed")
    error.sqlite_errorcode = code
    with pytest.raises(ClfcardsError) as raised, readable_errors(tmp_path / "tea.db"):
        raise error
    assert re.search(message, error_sentence(raised.value))


def test_two_programs_can_write_to_the_same_log(tmp_path: Path) -> None:
    with Log.open(tmp_path, "tea", NOW) as one, Log.open(tmp_path, "tea", NOW) as two:
        changes = one.changes()
        one.append(review("r1", "a/1"))
        assert one.changes() == changes
        two.append(review("r2", "a/1", at=NOON + DAY))
        assert one.changes() != changes
        one.append(review("r3", "a/1", at=NOON + 1000))
        assert one.state("a/1") == replay(two.events(), terms_of([]))["a/1"]


CARDS = st.sampled_from(("a/1", "a/2", "b/1"))
TIMES = st.integers(0, 40 * 24).map(lambda hours: NOON + hours * 3_600_000)


@st.composite
def logs(draw: st.DrawFn) -> list[Event]:
    """Any sequence of events at any times, some of them undone."""
    events: list[Event] = []
    for i in range(draw(st.integers(1, 14))):
        id_, at = f"e{i:02}", draw(TIMES)
        kind = draw(
            st.sampled_from(
                ("review", "review", "review", "suspend", "bury", "flag", "note", "undo", "answer", "reset")
            )
        )
        if kind == "review":
            rating, interval = draw(st.integers(1, 4)), draw(st.sampled_from((-60, -600, 1, 3, 40)))
            pulled = draw(st.lists(CARDS, max_size=1))
            payload: dict[str, object] = {"pulled": pulled} if pulled else {}
            if draw(st.booleans()):
                payload["learning"] = True
            offset = draw(st.sampled_from((0, 540, -480)))
            events.append(review(id_, draw(CARDS), rating, at, interval, payload=payload, utc_offset=offset))
        elif kind == "undo":
            events.append(undo(id_, f"e{draw(st.integers(0, 15)):02}", at))
        elif kind == "answer":
            events.append(event(id_, "answer", "q", at, payload={"right": False, "pulled": [draw(CARDS)]}))
        elif kind == "reset":
            cards = draw(st.lists(CARDS, min_size=1, max_size=3))
            events.append(event(id_, "reset", "task 1.1", at, payload={"cards": cards}))
        else:
            payloads: dict[str, dict[str, object]] = {"flag": {"flag": 2}, "note": {"text": "tea"}}
            events.append(event(id_, kind, draw(CARDS), at, payload=payloads.get(kind, {})))
    return events


@settings(max_examples=60, deadline=None)
@given(events=logs())
def test_stored_states_are_exactly_the_replayed_ones(
    tmp_path_factory: pytest.TempPathFactory, events: list[Event]
) -> None:
    with Log.open(tmp_path_factory.mktemp("log"), "tea", NOW) as log:
        for e in events:
            log.append(e)
        replayed = replay(log.events(), terms_of([]))
        for card in {*replayed, *log.states()}:
            assert log.state(card) == replayed.get(card, CardState(card))


@settings(max_examples=40, deadline=None)
@given(events=logs(), data=st.data())
def test_merging_is_a_union_in_any_order(
    tmp_path_factory: pytest.TempPathFactory, events: list[Event], data: st.DataObject
) -> None:
    cut = data.draw(st.integers(0, len(events)))
    shuffled = data.draw(st.permutations(events))
    folder = tmp_path_factory.mktemp("logs")
    with Log.open(folder, "one", NOW) as one, Log.open(folder, "two", NOW) as two:
        one.merge(events[:cut])
        one.merge(events)
        assert one.merge(events) == 0
        for e in shuffled:
            two.append(e)
        assert one.events() == two.events()
        assert {c: s for c, s in one.states().items() if s != CardState(c)} == {
            c: s for c, s in two.states().items() if s != CardState(c)
        }


@settings(max_examples=60, deadline=None)
@given(events=logs(), day=st.integers(-1, 41).map(lambda days: StudyDay(day_of(NOON) + days)))
def test_the_known_cards_in_the_log_are_those_of_the_states(
    tmp_path_factory: pytest.TempPathFactory, events: list[Event], day: StudyDay
) -> None:
    with Log.open(tmp_path_factory.mktemp("log"), "tea", NOW) as log:
        log.append(*events)
        read, derived = log.known_cards(day), known_cards(log.states().values(), day)
        assert (sorted(read.resting), read.others) == (sorted(derived.resting), derived.others)


def test_cards_touched_by_other_programs_are_found_by_their_events(tmp_path: Path) -> None:
    with Log.open(tmp_path, "tea", NOW) as one, Log.open(tmp_path, "tea", NOW) as two:
        one.append(review("r1", "a/1"))
        since = one.mark()
        assert one.touched_elsewhere(since) == set()
        two.append(review("r2", "b/1"), undo("u1", "r1"))
        one.append(review("r3", "c/1"))
        two.merge([review("m1", "d/1", at=NOON - DAY, payload={"pulled": ["e/1"]})])
        assert one.touched_elsewhere(since) == {"a/1", "b/1", "d/1", "e/1"}
        assert one.touched_elsewhere(one.mark()) == set()


class WritesAfter:
    """A connection that lets another program write as soon as a query with this text has been answered."""

    def __init__(self, connection: sqlite3.Connection, text: str, write: Callable[[], object]) -> None:
        self._connection, self._text, self._write = connection, text, write

    def execute(self, query: str) -> sqlite3.Cursor:
        cursor = self._connection.execute(query)
        if self._text in query:
            self._write()
        return cursor


def test_a_change_made_while_a_mark_is_taken_is_noticed_later(tmp_path: Path) -> None:
    """It was counted as seen although its events came after the mark."""
    with Log.open(tmp_path, "tea", NOW) as one, Log.open(tmp_path, "tea", NOW) as two:
        one.append(review("r1", "a/1"))
        connection = WritesAfter(one.connection, "max(number)", lambda: two.append(review("r2", "b/1")))
        mark = Log(one.path, cast("sqlite3.Connection", connection)).mark()
        assert one.changes() != mark.changes
        assert one.touched_elsewhere(mark) == {"b/1"}


@pytest.mark.parametrize("how", ["removed", "replaced"])
def test_an_answer_is_not_written_to_a_file_that_was_removed_or_replaced(tmp_path: Path, how: str) -> None:
    """Before the fix, it was lost without an error."""
    with Log.open(tmp_path, "tea", NOW) as log:
        log.append(review("r1", "a/1"))
        if how == "replaced":
            Log.open(tmp_path, "copy", NOW).close()
            (tmp_path / "copy.db").replace(log.path)
        else:
            log.path.unlink()
        with pytest.raises(ClfcardsError, match="removed or replaced"):
            log.append(review("r2", "a/1", at=NOON + DAY))


def test_an_answer_uses_weights_that_another_program_has_adopted(tmp_path: Path) -> None:
    with Log.open(tmp_path, "tea", NOW) as one, Log.open(tmp_path, "tea", NOW) as two:
        one.append(review("r1", "a/1"))
        two.append(
            event(
                "w", "weights", payload={"weights": [w * 1.01 for w in DEFAULT_WEIGHTS[:4]] + list(DEFAULT_WEIGHTS[4:])}
            )
        )
        one.append(review("r2", "a/1", at=NOON + 5 * DAY))
        assert one.state("a/1") == replay(one.events(), terms_of(one.events()))["a/1"]


def test_the_last_action_is_the_last_on_this_device_whatever_the_clock_showed(tmp_path: Path) -> None:
    with Log.open(tmp_path, "tea", NOW) as log:
        assert log.last_done(("review",)) is None
        log.merge([review("m0", "a/1", at=NOON - DAY), review("m1", "a/1", at=NOON + 900 * DAY)])
        assert log.last_done(("review",)) == log.event("m1")
        log.append(review("r1", "b/1", at=NOON + DAY))
        log.append(review("r2", "c/1", at=NOON))
        log.merge([review("m2", "d/1", at=NOON + 950 * DAY)])
        done = []
        while last := log.last_done(("review",)):
            done.append(last.id)
            log.append(undo(f"u-{last.id}", last.id))
        assert done == ["r2", "r1", "m1", "m0", "m2"]
        assert not any(state.reviews for state in log.states().values())


def test_looking_for_an_undo_does_not_scan_reviews(tmp_path: Path) -> None:
    with Log.open(tmp_path, "tea", NOW) as log:
        statements: list[str] = []
        log.connection.set_trace_callback(statements.append)
        log.append(review("r1", "a/1"), undo("u", "r1"))
        log.events_of("a/1")
        log.latest(("review",), 1)
        log.last_done(("review",))
        log.connection.set_trace_callback(None)
        looked = [statement for statement in statements if "'undo'" in statement and "SELECT" in statement]
        assert looked
        for statement in looked:
            plan = [row[3] for row in log.connection.execute(f"EXPLAIN QUERY PLAN {statement}")]
            assert any("event_rest" in step for step in plan), plan


def test_the_known_cards_are_read_again_after_every_change(tmp_path: Path) -> None:
    """They are kept in between, because the end of a review needs them twice."""
    with Log.open(tmp_path, "deck", NOW) as log, Log.open(tmp_path, "deck", NOW) as other:
        assert not log.known_cards(day_of(NOON)).others
        log.append(review("r1", "a/1", 3, NOON))
        assert log.known_cards(day_of(NOON)).others.keys() == {"a/1"}
        assert log.known_cards(day_of(NOON)) is log.known_cards(day_of(NOON))
        other.append(review("r2", "b/1", 3, NOON + 1))
        assert log.known_cards(day_of(NOON)).others.keys() == {"a/1", "b/1"}
        assert log.known_cards(day_of(NOON + DAY)) is not log.known_cards(day_of(NOON))
        log.merge([review("r3", "c/1", 3, NOON - 1)])
        assert log.known_cards(day_of(NOON)).others.keys() == {"a/1", "b/1", "c/1"}

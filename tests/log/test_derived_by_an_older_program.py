"""States that a program with older rules derived: they are derived again before anything relies on them.

Version 0.1 knew no resets and no first meetings. It stored the terms of its states as the weights and the cutoff hour.
"""

import json
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from clfcards.log.doctor import examine
from clfcards.log.log import Log, log_path
from clfcards.log.read_log import read_log
from clfcards.memory.replay import replay, terms_of
from clfcards.use_cases.event_kinds import KINDS
from tests.log_events import DAY, NOON, NOW, event, review

LEARNED = {"learning": True}
EVENTS = [
    review("r1", "a/1", at=NOON, interval=-600, payload=LEARNED),
    review("r2", "a/1", at=NOON + DAY, interval=3),
    review("r3", "b/1", at=NOON, interval=4),
    event("x1", "reset", "b", NOON + DAY, payload={"cards": ["b/1"]}),
]


def write_as_version_0_1(path: Path) -> None:
    """Leaves the derived tables as that version does: another memory, a reset that touched nothing, its own terms."""
    connection = sqlite3.connect(path)
    with connection:
        connection.execute("UPDATE card SET reviews = reviews + 1, stability = 9.5 WHERE card = 'a/1'")
        connection.execute(
            "UPDATE card SET phase = 'review', stability = 4, difficulty = 5, due_day = 20519, interval = 4,"
            " reviews = 1, first_day = 20515, last_day = 20515, last_at = ?, changed_id = 'r3' WHERE card = 'b/1'",
            (NOON,),
        )
        connection.execute("DELETE FROM touch WHERE number = (SELECT number FROM event WHERE id = 'x1')")
        connection.execute("UPDATE derived SET value = ? WHERE name = 'terms'", (json.dumps([[], 4]),))
    connection.close()


@pytest.fixture
def log_of_both(tmp_path: Path) -> Path:
    with Log.open(tmp_path, "tea", NOW) as log:
        log.append(*EVENTS)
        log.flush()
    write_as_version_0_1(log_path(tmp_path, "tea"))
    return tmp_path


def assert_states_follow(log: Log) -> None:
    assert log.states() == replay(EVENTS, terms_of(EVENTS))
    assert [e.id for e in log.events_of("b/1")] == ["r3", "x1"]


@pytest.mark.parametrize(
    "open_log", [lambda folder: Log.open(folder, "tea", NOW), lambda folder: read_log(log_path(folder, "tea"))]
)
def test_the_next_start_derives_them_again(log_of_both: Path, open_log: Callable[[Path], Log]) -> None:
    with open_log(log_of_both) as log:
        assert_states_follow(log)


def test_an_open_window_derives_them_again_at_its_next_event(tmp_path: Path) -> None:
    with Log.open(tmp_path, "tea", NOW) as log:
        log.append(*EVENTS[:-1])
        log.append(EVENTS[-1])
        write_as_version_0_1(log.path)
        log.append(event("f1", "fact", "q"))
        assert_states_follow(log)


def test_an_open_window_keeps_the_learners_own_terms(tmp_path: Path) -> None:
    """Without the terms that the tables were derived under, it took the default ones."""
    with Log.open(tmp_path, "tea", NOW) as log:
        log.append(event("s1", "set", "cutoff_hour", payload={"value": 7}), *EVENTS)
        since = log.mark()
        write_as_version_0_1(log.path)
        log.touched_elsewhere(since)
        assert log.replay.terms.cutoff_hour == 7


def test_they_are_no_damage(log_of_both: Path) -> None:
    assert examine(log_of_both, "tea", KINDS).diagnosis.is_well


def test_version_0_1_does_not_rely_on_our_states_either(tmp_path: Path) -> None:
    """It unpacks two values; with another number it takes the states for absent, and derives them by its own rules."""
    with Log.open(tmp_path, "tea", NOW) as log:
        log.append(*EVENTS)
        (text,) = log.connection.execute("SELECT value FROM derived WHERE name = 'terms'").fetchone()
    assert len(json.loads(text)) != 2

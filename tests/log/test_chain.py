"""The chain: a log knows its deck and its length, and a changed or missing event shows."""

import hashlib
import json
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clfcards.log import chain
from clfcards.log.chain import ChainEnd
from clfcards.log.log import Log, log_path
from tests.fixtures.version_0_1 import FOLDER
from tests.log_events import DAY, NOON, NOW, review


def reviews(first: int, last: int, prefix: str = "r") -> list[object]:
    return [review(f"{prefix}{i:03}", f"a{i % 7}/1", at=NOON + i * DAY) for i in range(first, last)]


def test_the_chain_is_what_its_description_says(tmp_path: Path) -> None:
    """Computed here with the standard library alone: the hash of the last link and the event's row as JSON."""
    with Log.open(tmp_path, "tea", NOW) as log:
        log.append(review("r1", "a/1", at=1000, payload={"b": "é", "a": 1}))
        end = chain.end_of(log.connection, "tea")
    row = '["r1",1000,0,"review","a/1",3,5000,1,"{\\"a\\":1,\\"b\\":\\"é\\"}"]'
    assert json.loads(row)
    first = hashlib.blake2b(b"tea", digest_size=16).digest()
    assert end == ChainEnd(1, hashlib.blake2b(first + row.encode(), digest_size=16).digest())


def test_a_log_names_its_deck(tmp_path: Path) -> None:
    with Log.open(tmp_path, "tea", NOW) as log:
        assert chain.namespace_of(log.connection) == "tea"


@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_the_chain_follows_the_events_however_they_came_in(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    """Appended and merged in any mix, some of them twice: one link for each event, and none is wrong."""
    with Log.open(tmp_path_factory.mktemp("log"), "tea", NOW) as log:
        ends = [chain.end_of(log.connection, "tea")]
        for _ in range(data.draw(st.integers(1, 5))):
            first = data.draw(st.integers(0, 12))
            events = [review(f"r{i}", "a/1", at=NOON + i) for i in range(first, first + data.draw(st.integers(0, 5)))]
            if data.draw(st.booleans()):
                log.merge(events)
            else:
                log.append(*events)
            ends.append(chain.end_of(log.connection, "tea"))
        assert ends[-1].arrival == len(log.events())
        assert chain.wrong_numbers(log.connection, "tea") == []
        assert all(chain.reaches(log.connection, "tea", end) for end in ends)


def test_logs_with_other_events_do_not_reach_each_others_ends(tmp_path: Path) -> None:
    with Log.open(tmp_path, "one", NOW) as one, Log.open(tmp_path, "two", NOW) as two:
        assert not chain.reaches(two.connection, "two", chain.end_of(one.connection, "one"))  # another deck
    for name in ("a", "b"):
        with Log.open(tmp_path / name, "tea", NOW) as log:
            log.append(review("r1", "a/1"), review(f"r2{name}", "a/1", at=NOON + DAY))
    with Log.open(tmp_path / "a", "tea", NOW) as a, Log.open(tmp_path / "b", "tea", NOW) as b:
        b.append(review("r3", "a/1", at=NOON + 2 * DAY))
        assert not chain.reaches(b.connection, "tea", chain.end_of(a.connection, "tea"))
        assert not chain.reaches(a.connection, "tea", chain.end_of(b.connection, "tea"))


def _without_guards(connection: sqlite3.Connection) -> None:
    for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall():
        connection.execute(f"DROP TRIGGER {name}")


@pytest.mark.parametrize(
    ("statement", "wrong"),
    [
        ("UPDATE event SET rating = 1 WHERE number = 4", [4]),
        ("UPDATE event SET at = at + 1 WHERE number = 1", [1]),
        ("UPDATE event SET id = 's003' WHERE number = 4", [4]),
        ("DELETE FROM event WHERE number = 9", [9]),
        ("INSERT INTO event SELECT 99, 'x', at, 0, kind, subject, 3, 1, 1, NULL FROM event WHERE number = 1", [99]),
        ("UPDATE chain SET link = zeroblob(16) WHERE arrival = 4", [4, 5]),
        ("DELETE FROM chain WHERE arrival = 4", [5, 4]),  # 5 follows no link; 4 has none
        ("UPDATE chain SET link = 'text' WHERE arrival = 10", [10]),
    ],
)
def test_a_changed_or_missing_event_shows(tmp_path: Path, statement: str, wrong: list[int]) -> None:
    with Log.open(tmp_path, "tea", NOW) as log:
        log.append(*reviews(0, 10))  # type: ignore[arg-type]
    with closing(sqlite3.connect(log_path(tmp_path, "tea"), isolation_level=None)) as connection:
        connection.execute("PRAGMA writable_schema = ON")
        _without_guards(connection)
        connection.execute("PRAGMA ignore_check_constraints = ON")
        if "'text'" in statement:  # a strict table would refuse it
            connection.execute("UPDATE sqlite_schema SET sql = replace(sql, 'STRICT', '') WHERE name = 'chain'")
            connection.execute("PRAGMA schema_version = 99")
    with closing(sqlite3.connect(log_path(tmp_path, "tea"), isolation_level=None)) as connection:
        connection.execute(statement)
        assert chain.wrong_numbers(connection, "tea") == wrong


@pytest.mark.parametrize("statement", ["UPDATE chain SET number = 1", "DELETE FROM chain"])
def test_links_are_never_changed_or_removed(tmp_path: Path, statement: str) -> None:
    with Log.open(tmp_path, "tea", NOW) as log:
        log.append(review("r1", "a/1"))
        with pytest.raises(sqlite3.IntegrityError, match="links are never"):
            log.connection.execute(statement)


@pytest.fixture
def version_1(tmp_path: Path) -> Path:
    """The folder of a log that version 0.1 wrote, with events of every kind, some of them merged."""
    shutil.copyfile(FOLDER / "data/tea-taster.db", log_path(tmp_path, "tea-taster"))
    return tmp_path


def test_a_log_of_version_1_gets_a_chain_and_keeps_every_row(version_1: Path) -> None:
    query = "SELECT * FROM event ORDER BY number"
    with closing(sqlite3.connect(log_path(version_1, "tea-taster"))) as connection:
        before = connection.execute(query).fetchall()
    with Log.open(version_1, "tea-taster", NOW) as log:
        assert log.connection.execute(query).fetchall() == before
        assert chain.namespace_of(log.connection) == "tea-taster"
        assert chain.end_of(log.connection, "tea-taster").arrival == len(before) > 100
        assert chain.wrong_numbers(log.connection, "tea-taster") == []


@pytest.mark.parametrize("add", [Log.append, lambda log, event: log.merge([event])])
def test_a_log_of_version_1_goes_on_after_its_migration(version_1: Path, add: Callable[..., object]) -> None:
    for number in range(3):
        with Log.open(version_1, "tea-taster", NOW) as log:
            events = len(log.events())
            add(log, review(f"new{number}", "a-1-f1/1"))
            assert chain.end_of(log.connection, "tea-taster").arrival == events + 1
            assert chain.wrong_numbers(log.connection, "tea-taster") == []

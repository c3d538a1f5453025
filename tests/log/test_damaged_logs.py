"""A damaged log without backups: what a page-by-page reader finds is not missed, and nothing is altered unseen.

The long form of these trials is `benchmarks/campaigns/damaged_logs.py`.
"""

import random
import re
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from clfcards.errors import ClfcardsError
from clfcards.log.backup import back_up
from clfcards.log.doctor import Diagnosis, examine, repair
from clfcards.log.log import Log, log_path
from clfcards.log.migrate import migrations
from clfcards.log.rows import EVENT_COLUMNS, event_row
from clfcards.model.event import Event
from clfcards.use_cases.event_kinds import KINDS
from tests.log.damages import FILE_DAMAGES, NAMESPACE, Damage, Trial, cut_off, examined, try_damage, write_log
from tests.log.page_reader import PAGE, rows_on_pages
from tests.log_events import DAY, NOON, NOW, review


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Event]]:
    """An intact log, and its events by id."""
    path = write_log(tmp_path_factory.mktemp("whole"), 240)
    with Log.open(path.parent, NAMESPACE, NOW) as log:
        return path, {event.id: event for event in log.events()}


Whole = tuple[Path, dict[str, Event]]


def copied(whole: Whole, folder: Path) -> Path:
    return Path(shutil.copyfile(whole[0], folder / whole[0].name))


def repaired(path: Path) -> Diagnosis:
    found = examine(path.parent, NAMESPACE, KINDS)
    return found.diagnosis if found.diagnosis.is_well else repair(found, NOW)


def events_in(path: Path) -> dict[str, Event]:
    with Log.open(path.parent, NAMESPACE, NOW) as log:
        return {event.id: event for event in log.events()}


def assert_nothing_is_missed(trial: Trial) -> None:
    assert not trial.missed
    assert not trial.changed


def test_the_reader_of_these_tests_agrees_with_sqlite(whole: Whole) -> None:
    """Otherwise the tests below would check less than they claim."""
    with closing(sqlite3.connect(whole[0])) as connection:
        rows = set(connection.execute(f"SELECT {EVENT_COLUMNS} FROM event"))
    assert rows_on_pages(whole[0].read_bytes()) == rows == {event_row(event) for event in whole[1].values()}


@pytest.mark.parametrize("damage", FILE_DAMAGES, ids=lambda damage: damage.__name__)
def test_damage_of_any_kind_loses_only_what_nobody_can_read_and_says_so(
    whole: Whole, tmp_path: Path, damage: Damage
) -> None:
    for seed in range(4):
        (tmp_path / str(seed)).mkdir()
        trial = try_damage(copied(whole, tmp_path / str(seed)), damage, random.Random(seed), whole[1])
        assert_nothing_is_missed(trial)
        if damage is not cut_off:  # what a file knows of can be cut off too
            assert trial.lost == trial.said_lost, (seed, trial.found)


@pytest.mark.parametrize("value", [0x00, 0xFF])
def test_no_byte_of_the_header_costs_an_event(whole: Whole, tmp_path: Path, value: int) -> None:
    """A wrong value in one of 28 of these 100 bytes made doctor put an empty log in place."""
    small = write_log(tmp_path / "small", 24)
    data, written = small.read_bytes(), events_in(small)
    folder = tmp_path / "damaged"
    for place in range(100):
        folder.mkdir()
        damaged = data[:place] + bytes([value]) + data[place + 1 :]
        (folder / small.name).write_bytes(damaged)
        assert repaired(folder / small.name).missing == 0
        assert events_in(folder / small.name) == written, place
        shutil.rmtree(folder)


def test_a_row_with_a_bogus_number_does_not_end_the_search(tmp_path: Path) -> None:
    """SQLite ends a range early and without an error; four of five events were lost."""
    path = write_log(tmp_path, 240)
    data = bytearray(path.read_bytes())
    row = re.search(rb".(\x41)\x0b\x00", data, re.DOTALL)
    assert row
    data[row.start(1)] = 0x7F
    path.write_bytes(data)
    trial = examined("bogus", path, bytes(data), write_events(tmp_path))
    assert_nothing_is_missed(trial)
    assert trial.lost == 0


def write_events(folder: Path) -> dict[str, Event]:
    other = folder / "other"
    return events_in(write_log(other, 240))


# ── altered events ──


def change(path: Path, statement: str) -> None:
    """Changes the log as nothing but damage does: without its triggers."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        triggers = connection.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").fetchall()
        for name, _ in triggers:
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute(statement)
        for _, sql in triggers:
            connection.execute(sql)


ALTERATIONS = [
    "UPDATE event SET rating = 4 WHERE id = 'r00008'",
    "UPDATE event SET subject = 'card-9/1' WHERE id = 'r00008'",
    "UPDATE event SET at = at + 1 WHERE id = 'r00008'",
    "UPDATE event SET id = 'r99999' WHERE id = 'r00008'",
    "UPDATE event SET payload = NULL WHERE id = 'r00003'",
    "UPDATE event SET interval = interval + 1 WHERE id = 'r00001'",
]


@pytest.mark.parametrize("statement", ALTERATIONS)
def test_an_event_that_is_not_as_it_was_written_is_left_out_and_named(
    whole: Whole, tmp_path: Path, statement: str
) -> None:
    """SQLite finds nothing wrong with these files; the altered events were taken as true."""
    path = copied(whole, tmp_path)
    change(path, statement)
    found = repaired(path)
    assert found.damage
    assert len(found.altered) == 1
    assert found.missing == 0
    saved = events_in(path)
    assert len(saved) == len(whole[1]) - 1
    assert saved.items() <= whole[1].items()
    again = repaired(path)
    assert (again.is_well, again.events) == (True, len(saved)), "the damaged file brought it back"


@pytest.mark.parametrize("statement", ALTERATIONS)
def test_a_backup_restores_an_altered_event(whole: Whole, tmp_path: Path, statement: str) -> None:
    path = copied(whole, tmp_path)
    with Log.open(tmp_path, NAMESPACE, NOW) as log:
        back_up(log.connection, path, NOW, "daily")
    change(path, statement)
    found = repaired(path)
    assert (found.altered, found.missing, found.from_backups) == ((), 0, 1)
    assert events_in(path) == whole[1]


def test_an_event_that_was_removed_is_counted_as_missing(whole: Whole, tmp_path: Path) -> None:
    path = copied(whole, tmp_path)
    change(path, "DELETE FROM event WHERE id IN ('r00004', 'r00005', 'm00002')")
    found = repaired(path)
    assert (found.missing, found.altered) == (3, ())


def test_two_altered_neighbors_are_both_named(whole: Whole, tmp_path: Path) -> None:
    path = copied(whole, tmp_path)
    change(path, "UPDATE event SET duration = 1 WHERE id IN ('r00008', 'r00010', 'r00011')")
    assert repaired(path).altered == ("r00008", "r00010", "r00011")


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE chain SET link = zeroblob(16) WHERE arrival = 9",
        "UPDATE chain SET link = zeroblob(16) WHERE arrival IN (9, 10, 30, 31, 32, 33)",
        "DELETE FROM chain WHERE arrival BETWEEN 20 AND 50",
        "UPDATE chain SET number = 5000 WHERE arrival = 9",
        "UPDATE chain SET arrival = 5000 WHERE arrival = 9",
    ],
)
def test_a_damaged_chain_costs_no_event(whole: Whole, tmp_path: Path, statement: str) -> None:
    path = copied(whole, tmp_path)
    change(path, statement)
    found = repaired(path)
    assert found.damage
    assert (found.missing, found.altered, found.unconfirmed) == (0, (), ())
    assert events_in(path) == whole[1]


def test_without_any_checksum_the_events_are_kept_and_said_to_be_unconfirmed(whole: Whole, tmp_path: Path) -> None:
    path = copied(whole, tmp_path)
    change(path, "DELETE FROM chain WHERE arrival > 100")
    found = repaired(path)
    assert (found.missing, found.altered, len(found.unconfirmed)) == (0, (), len(whole[1]) - 100)
    assert events_in(path) == whole[1]


def test_a_damaged_name_of_the_deck_is_damage_and_not_another_deck(whole: Whole, tmp_path: Path) -> None:
    path = copied(whole, tmp_path)
    change(path, "UPDATE identity SET namespace = 'tea-tester'")
    assert repaired(path).damage
    assert events_in(path) == whole[1]


def test_a_log_of_another_deck_is_not_taken_for_this_one_even_if_it_is_damaged(whole: Whole, tmp_path: Path) -> None:
    with Log.open(tmp_path, "coffee", NOW) as log:
        log.append(*(review(f"r{i}", "a/1", at=NOON + i * DAY) for i in range(60)))
    other, path = log_path(tmp_path, "coffee"), log_path(tmp_path, NAMESPACE)
    other.rename(path)
    for damaged in (False, True):
        if damaged:
            path.write_bytes(bytes(PAGE) + path.read_bytes()[PAGE:])
        data = path.read_bytes()
        with pytest.raises(ClfcardsError, match="is the log of 'coffee'"):
            examine(tmp_path, NAMESPACE, KINDS)
        assert path.read_bytes() == data


# ── the rest of the file ──


@pytest.mark.parametrize(
    "statement",
    [
        "DROP INDEX event_order",
        "DROP TABLE touch",
        "DROP TABLE card",
        "DROP TABLE derived",
        "DROP TABLE chain",
        "DROP TABLE identity",
        "CREATE TABLE more (id INTEGER)",
        "PRAGMA user_version = 1",
        "PRAGMA user_version = 0",
        "PRAGMA user_version = 77",
    ],
)
def test_a_log_with_a_damaged_schema_keeps_every_event(whole: Whole, tmp_path: Path, statement: str) -> None:
    path = copied(whole, tmp_path)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute(statement)
    repaired(path)
    assert events_in(path) == whole[1]
    assert repaired(path).is_well


@pytest.mark.parametrize("damaged", [False, True])
def test_a_log_of_a_newer_version_is_left_alone(whole: Whole, tmp_path: Path, damaged: bool) -> None:
    """A damaged one was rebuilt as an old one, without what only the newer version knows."""
    path = copied(whole, tmp_path)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("CREATE TABLE later (id INTEGER PRIMARY KEY) STRICT")
        connection.execute("PRAGMA user_version = 77")
    if damaged:
        data = path.read_bytes()
        path.write_bytes(data[: 9 * PAGE] + bytes(PAGE) + data[10 * PAGE :])
    data = path.read_bytes()
    with pytest.raises(ClfcardsError, match="newer clfcards"):
        examine(tmp_path, NAMESPACE, KINDS)
    assert path.read_bytes() == data


def test_rows_with_more_columns_than_this_version_knows_are_left_to_a_newer_one(whole: Whole, tmp_path: Path) -> None:
    path = copied(whole, tmp_path)
    change(path, "ALTER TABLE event ADD COLUMN mood TEXT NOT NULL DEFAULT 'calm'")
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("INSERT INTO event (id, at, utc_offset, kind, subject) VALUES ('x', 1, 0, 'later', '')")
    path.write_bytes(bytes(PAGE) + path.read_bytes()[PAGE:])
    with pytest.raises(ClfcardsError, match="newer clfcards and is damaged"):
        examine(tmp_path, NAMESPACE, KINDS)


def old_log(folder: Path, events: dict[str, Event]) -> Path:
    """A log of version 1, which has no chain."""
    path = log_path(folder, NAMESPACE)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.executescript(migrations()[1].read_text())
        rows = [event_row(event) for event in events.values()]
        marks = ", ".join("?" * len(EVENT_COLUMNS.split(", ")))
        connection.executemany(f"INSERT INTO event ({EVENT_COLUMNS}) VALUES ({marks})", rows)
        connection.execute("PRAGMA user_version = 1")
    return path


def test_an_intact_log_of_version_1_is_well(whole: Whole, tmp_path: Path) -> None:
    found = examine(tmp_path, NAMESPACE, KINDS).diagnosis if old_log(tmp_path, whole[1]) else None
    assert found
    assert (found.damage, found.events) == ("", len(whole[1]))


@pytest.mark.parametrize("damage", FILE_DAMAGES, ids=lambda damage: damage.__name__)
def test_a_damaged_log_of_version_1_loses_only_what_nobody_can_read(
    whole: Whole, tmp_path: Path, damage: Damage
) -> None:
    for seed in range(2):
        (tmp_path / str(seed)).mkdir()
        trial = try_damage(old_log(tmp_path / str(seed), whole[1]), damage, random.Random(seed), whole[1])
        assert not trial.missed


# ── the write-ahead log ──


def unsettled(folder: Path) -> tuple[Path, dict[str, Event]]:
    """A log as a crash leaves it: all events but the first ten are in its write-ahead log only."""
    original = folder / "original"
    with Log.open(original, NAMESPACE, NOW) as log:
        log.append(*(review(f"r{i:04}", f"a{i % 9}/1", at=NOON + i * DAY) for i in range(10)))
        log.flush()
        for i in range(10, 60):
            log.append(review(f"r{i:04}", f"a{i % 9}/1", at=NOON + i * DAY))
        for suffix in ("", "-wal"):
            shutil.copyfile(f"{log.path}{suffix}", f"{log_path(folder, NAMESPACE)}{suffix}")
        return log_path(folder, NAMESPACE), {event.id: event for event in log.events()}


def spoil_start(data: bytearray) -> None:
    data[: 2 * PAGE] = bytes(2 * PAGE)


def spoil_everything(data: bytearray) -> None:
    data[:] = bytes(len(data))


def empty(data: bytearray) -> None:
    data.clear()


@pytest.mark.parametrize("spoil", [spoil_start, spoil_everything, empty])
def test_events_in_the_write_ahead_log_survive_their_damaged_file(
    tmp_path: Path, spoil: Callable[[bytearray], None]
) -> None:
    """SQLite deletes the write-ahead log of an empty file."""
    path, written = unsettled(tmp_path)
    data = bytearray(path.read_bytes())
    spoil(data)
    path.write_bytes(data)
    repaired(path)
    assert events_in(path) == written


def test_a_page_that_is_damaged_in_the_write_ahead_log_has_older_versions(tmp_path: Path) -> None:
    path, written = unsettled(tmp_path)
    wal = path.with_name(f"{path.name}-wal")
    data = bytearray(wal.read_bytes())
    data[-PAGE:] = bytes(PAGE)  # SQLite ignores the last commit, because its checksum is wrong
    wal.write_bytes(data)
    repaired(path)
    assert len(written) - 1 <= len(events_in(path)) <= len(written)

"""A start knows what should be there: a log that was lost is noticed before anything is written."""

import datetime as dt
import os
import random
import shutil
import signal
import sqlite3
import time
from contextlib import closing
from pathlib import Path

import pytest

from clfcards.errors import ClfcardsError
from clfcards.log.chain import wrong_numbers
from clfcards.log.connection import DamagedLogError
from clfcards.log.doctor import Diagnosis
from clfcards.log.guard import Standing, standing
from clfcards.log.log import Log, log_path
from clfcards.log.plain_copy import is_whole, plain_copy_path
from clfcards.log.rescue import readable_events
from clfcards.log.restore import other_copies, plain_events
from clfcards.model.event import Event
from clfcards.use_cases.event_kinds import KINDS
from clfcards.use_cases.open_log import (
    LackingEventsError,
    examine,
    open_to_read,
    open_to_write,
    repair,
    restorable,
)
from clfcards.words.next_steps import error_sentence
from tests.fixtures.version_0_1 import FOLDER
from tests.log_damage import LOST, OTHER
from tests.log_events import DAY, NOON, NOW, review

DECK = "tea-taster"


def doctor(folder: Path, namespace: str, now: dt.datetime, second: Path | None = None) -> Diagnosis:
    """What `clfcards doctor` does."""
    return repair(examine(folder, namespace, second), now, second)


class Learner:
    """Studies a few cards each day, follows what the program says, and remembers every answer it acknowledged."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.path = log_path(folder, DECK)
        self.acknowledged: list[Event] = []
        self.repairs = 0

    def study(self, day: int, answers: int = 4) -> None:
        """Opens the log, answers, makes the day's backup; runs `doctor` when a command asks for it."""
        now = NOW + dt.timedelta(days=day)
        try:
            log = open_to_write(self.folder, DECK, now)
        except (LackingEventsError, DamagedLogError):
            self.repairs += 1
            doctor(self.folder, DECK, now)
            log = open_to_write(self.folder, DECK, now)
        try:
            with log:
                for number in range(answers):
                    event = review(f"d{day}-{number}", f"a{day % 9}-{number}/1", at=NOON + day * DAY + number)
                    log.append(event)
                    self.acknowledged.append(event)
                log.back_up_daily(now)
        except DamagedLogError:
            self.repairs += 1
            doctor(self.folder, DECK, now)

    def keep_a_younger_copy(self, name: str) -> None:
        (self.folder / "younger").mkdir(exist_ok=True)
        shutil.copyfile(self.path, self.folder / "younger" / name)


def everything(path: Path) -> dict[str, Event]:
    """Every event that the log, or any copy of it, holds; where they differ, as the plain copy has it."""
    events = {event.id: event for copy in other_copies(path) for event in readable_events(copy, KINDS)}
    if path.exists():
        events |= {event.id: event for event in readable_events(path, KINDS)}
    if plain_copy_path(path).exists():
        events |= {event.id: event for event in plain_events(plain_copy_path(path), KINDS)}
    return events


@pytest.fixture(scope="module")
def six_days(tmp_path_factory: pytest.TempPathFactory) -> Learner:
    """A learner after six days, with copies of the log from the first five."""
    learner = Learner(tmp_path_factory.mktemp("learner"))
    for day in range(5):
        learner.study(day)
        learner.keep_a_younger_copy(f"day-{day}")
    learner.study(5)
    return learner


@pytest.fixture
def learner(six_days: Learner, tmp_path: Path) -> Learner:
    """That learner, in a folder of this test's own."""
    learner = Learner(shutil.copytree(six_days.folder, tmp_path / "data"))
    learner.acknowledged = list(six_days.acknowledged)
    return learner


# ── a lost log is noticed ──


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("loss", LOST)
def test_a_lost_log_is_noticed_before_anything_is_written(learner: Learner, loss: str, seed: int) -> None:
    LOST[loss](learner.path, random.Random(seed))
    before = {path: path.read_bytes() for path in learner.folder.rglob("*") if path.is_file()}
    with pytest.raises(ClfcardsError) as raised:
        open_to_write(learner.folder, DECK, NOW)
    assert "run 'clfcards doctor" in error_sentence(raised.value)
    after = {path: path.read_bytes() for path in before if path.exists()}
    assert after == before
    doctor(learner.folder, DECK, NOW)
    with open_to_write(learner.folder, DECK, NOW) as log:
        found = {event.id: event for event in log.events()}
        assert {event.id: found.get(event.id) for event in learner.acknowledged} == {
            event.id: event for event in learner.acknowledged
        }
        assert wrong_numbers(log.connection, DECK) == []


@pytest.mark.parametrize("without", ["plain copy", "backups"])
@pytest.mark.parametrize("loss", ["removed", "emptied", "replaced_by_an_older_copy", "replaced_by_another_devices"])
def test_either_the_plain_copy_or_a_backup_is_enough_to_notice(learner: Learner, loss: str, without: str) -> None:
    if without == "backups":
        shutil.rmtree(learner.folder / "backups")
    else:
        plain_copy_path(learner.path).unlink()
    LOST[loss](learner.path, random.Random(0))
    with pytest.raises(LackingEventsError):
        open_to_write(learner.folder, DECK, NOW)


def only_written_ahead(folder: Path, events: int) -> Path:
    """The folder of a log whose file is empty: all that is left of it is its write-ahead log."""
    with Log.open(folder / "whole", DECK, NOW) as log:
        log.append(*(review(f"r{number}", f"a{number}/1", at=NOON + number) for number in range(events)))
        (folder / "left").mkdir()
        for suffix in ("", "-wal"):
            shutil.copyfile(f"{log.path}{suffix}", folder / "left" / f"{DECK}.db{suffix}")
    path = log_path(folder / "left", DECK)
    path.write_bytes(b"")
    return path


@pytest.mark.parametrize("is_missing", [False, True])
def test_an_empty_log_does_not_cost_what_was_written_ahead(tmp_path: Path, is_missing: bool) -> None:
    """SQLite deletes a write-ahead log beside an empty file: eight answers were gone without a word."""
    path = only_written_ahead(tmp_path, 8)
    if is_missing:
        path.unlink()
    with pytest.raises(DamagedLogError, match="its write-ahead log is not") as raised:
        open_to_write(path.parent, DECK, NOW)
    assert "run 'clfcards doctor'" in error_sentence(raised.value)
    assert doctor(path.parent, DECK, NOW).events == 8
    with open_to_write(path.parent, DECK, NOW) as log:
        assert [event.id for event in log.events()] == [f"r{number}" for number in range(8)]


def test_what_a_repair_moved_aside_is_not_forgotten_if_the_repair_was_killed(tmp_path: Path) -> None:
    """Without backups, the file moved aside was the only copy, and the next start began a new log beside it."""
    with Log.open(tmp_path, DECK, NOW) as log:
        log.append(review("r", "a/1"))
    log.path.rename(tmp_path / f"{DECK}-damaged-20260101T000000.db")
    with pytest.raises(LackingEventsError, match="lacks 1 event "):
        open_to_write(tmp_path, DECK, NOW)
    assert doctor(tmp_path, DECK, NOW).events == 1


def test_a_plain_copy_is_not_written_anew_from_a_damaged_log(learner: Learner) -> None:
    """Whatever the damaged log still holds, only doctor reads all of it."""
    lines = plain_copy_path(learner.path).read_bytes()
    damaged = bytearray(learner.path.read_bytes())
    damaged[:16] = bytes(16)
    learner.path.write_bytes(damaged)
    found = restorable(learner.folder, DECK)
    assert found.events == ()
    assert isinstance(found.damage, DamagedLogError)
    with pytest.raises(DamagedLogError):
        open_to_write(learner.folder, DECK, NOW)
    assert plain_copy_path(learner.path).read_bytes() == lines


def test_a_plain_copy_that_cannot_be_read_is_named(learner: Learner) -> None:
    plain_copy_path(learner.path).unlink()
    plain_copy_path(learner.path).mkdir()
    for opened in (lambda: open_to_write(learner.folder, DECK, NOW), lambda: doctor(learner.folder, DECK, NOW)):
        with pytest.raises(ClfcardsError, match=r"cannot read '.*copy\.jsonl', .*: is a directory; .* move it"):
            opened()


def test_a_folder_in_the_place_of_the_log_is_said_to_be_one(learner: Learner) -> None:
    learner.path.unlink()
    learner.path.mkdir()
    with pytest.raises(ClfcardsError, match="is a folder, not a log"):
        open_to_write(learner.folder, DECK, NOW)


@pytest.mark.posix
def test_a_log_that_is_a_link_is_read_with_what_was_written_ahead(tmp_path: Path) -> None:
    """SQLite keeps the write-ahead log beside the file itself, so the answers in it seemed to be missing."""
    (tmp_path / "real").mkdir()
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / f"{DECK}.db").symlink_to(tmp_path / "real" / "log.db")
    with Log.open(tmp_path / "data", DECK, NOW) as log:
        log.append(review("r", "a/1"))
        opened, warning = open_to_read(tmp_path / "data", DECK)
        with opened:
            assert [event.id for event in opened.events()] == ["r"]
        assert warning is None
        assert examine(tmp_path / "data", DECK).diagnosis.events == 1


def test_after_a_repair_a_backup_from_a_wrong_clock_does_not_make_every_start_read_all_copies(learner: Learner) -> None:
    with open_to_write(learner.folder, DECK, NOW) as log:
        log.merge([review("merged", "a/1", at=NOON - 1)])  # it comes first in the repaired log, which has another chain
        log.back_up(NOW + dt.timedelta(days=20_000), "daily")
    learner.path.write_bytes(b"")
    doctor(learner.folder, DECK, NOW)
    assert standing(learner.path) is Standing.WHOLE


def test_the_message_says_what_is_lacking_and_where_it_is(learner: Learner) -> None:
    learner.path.unlink()
    with pytest.raises(LackingEventsError) as raised:
        open_to_write(learner.folder, DECK, NOW)
    sentence = error_sentence(raised.value)
    assert "tea-taster.db' lacks 24 events that it held before" in sentence
    assert "tea-taster.copy.jsonl' still holds: nothing was written; run 'clfcards doctor --restore'" in sentence


def test_a_log_of_another_deck_is_refused_and_not_repaired(learner: Learner) -> None:
    with Log.open(learner.folder, "coffee", NOW) as other:
        other.append(review("c", "c/1"))
    other.path.replace(learner.path)
    for attempt in (open_to_write, doctor):
        with pytest.raises(ClfcardsError, match="is the log of 'coffee', not of 'tea-taster'"):
            attempt(learner.folder, DECK, NOW)
    with closing(sqlite3.connect(learner.path)) as connection:
        assert connection.execute("SELECT id FROM event").fetchall() == [("c",)]


def test_a_foreign_write_ahead_log_is_noticed(tmp_path: Path) -> None:
    """A sync program laid an older -wal beside a newer .db. SQLite then replaced one event by another."""
    folder = tmp_path / "data"
    with open_to_write(folder, DECK, NOW) as log:
        log.append(review("r1", "a/1"))
    (tmp_path / "other").mkdir()
    shutil.copyfile(log.path, tmp_path / "other" / log.path.name)
    with Log.open(tmp_path / "other", DECK, NOW) as other:
        other.append(review("w1", "a/1", at=NOON + DAY))
        wal = Path(f"{other.path}-wal").read_bytes()
    with open_to_write(folder, DECK, NOW) as log:
        log.append(review("r2", "a/1", at=NOON + 2 * DAY))
    Path(f"{log.path}-wal").write_bytes(wal)
    with pytest.raises(LackingEventsError, match="lacks 1 event that"):
        open_to_write(folder, DECK, NOW)
    doctor(folder, DECK, NOW)
    with open_to_write(folder, DECK, NOW) as log:
        assert {event.id for event in log.events()} == {"r1", "r2", "w1"}


# ── thirty days after any single damage ──


@pytest.mark.parametrize("damage", [*LOST, *OTHER])
def test_thirty_days_after_any_single_damage_every_answer_can_be_restored(learner: Learner, damage: str) -> None:
    (LOST | OTHER)[damage](learner.path, random.Random(0))
    for day in range(6, 36, 2):  # more days than daily backups are kept
        learner.study(day, answers=1)
    held = everything(learner.path)
    assert [event for event in learner.acknowledged if held.get(event.id) != event] == []
    if damage in LOST:
        assert learner.repairs


# ── what is not a loss ──


def test_a_first_start_is_a_first_start(tmp_path: Path) -> None:
    assert standing(log_path(tmp_path, DECK)) is Standing.NEW
    with open_to_write(tmp_path, DECK, NOW) as log:
        log.append(review("r1", "a/1"))
    assert standing(log.path) is Standing.WHOLE
    assert is_whole(plain_copy_path(log.path), 1)


def test_a_log_copied_to_another_computer_without_the_files_beside_it_is_whole(learner: Learner) -> None:
    other = learner.folder / "other"
    other.mkdir()
    shutil.copyfile(learner.path, other / learner.path.name)
    with open_to_write(other, DECK, NOW) as log:
        assert len(log.events()) == len(learner.acknowledged)
        assert is_whole(plain_copy_path(log.path), len(learner.acknowledged))


def test_a_log_of_version_1_with_its_backups_is_whole(tmp_path: Path) -> None:
    path = log_path(tmp_path, DECK)
    shutil.copyfile(FOLDER / "data/tea-taster.db", path)
    (tmp_path / "backups").mkdir()
    shutil.copyfile(path, tmp_path / "backups" / f"{DECK}-20260101T120000-daily.db")
    for _ in range(2):
        assert standing(path) is Standing.WHOLE
        open_to_write(tmp_path, DECK, NOW).close()


def test_a_log_of_version_1_that_lacks_what_its_backup_has_is_noticed(tmp_path: Path) -> None:
    (tmp_path / "backups").mkdir()
    shutil.copyfile(FOLDER / "data/tea-taster.db", tmp_path / "backups" / f"{DECK}-20260101T120000-daily.db")
    with Log.open(tmp_path, DECK, NOW) as log:
        log.append(review("r1", "a/1"))
    with pytest.raises(LackingEventsError):
        open_to_write(tmp_path, DECK, NOW)


def test_a_log_replaced_by_one_that_holds_everything_is_accepted(learner: Learner) -> None:
    """Such as a log that was rebuilt: its chain is another one, but it lacks nothing."""
    with Log.open(learner.folder / "rebuilt", DECK, NOW) as rebuilt:
        rebuilt.merge(learner.acknowledged[10:])
        rebuilt.merge(learner.acknowledged)
        rebuilt.append(review("more", "b/1"))
    rebuilt.path.replace(learner.path)
    assert standing(learner.path) is Standing.SHORT
    with open_to_write(learner.folder, DECK, NOW + dt.timedelta(days=10)) as log:
        assert is_whole(plain_copy_path(log.path), len(learner.acknowledged) + 1)
    assert standing(learner.path) is Standing.WHOLE


def test_merges_undo_and_wrong_clocks_are_no_loss(tmp_path: Path) -> None:
    clocks = [NOW, NOW + dt.timedelta(days=25_000), NOW - dt.timedelta(days=9_000), NOW + dt.timedelta(days=1)]
    for number, now in enumerate(clocks):
        at = int(now.timestamp() * 1000)
        with open_to_write(tmp_path, DECK, now) as log:
            log.append(review(f"r{number}", "a/1", at=at))
            log.merge([review(f"m{number}", "b/1", at=NOON - number * DAY)])
            log.back_up_daily(now)
        assert standing(log.path) is Standing.WHOLE


def test_two_windows_that_write_are_no_loss(tmp_path: Path) -> None:
    with open_to_write(tmp_path, DECK, NOW) as one:
        for number in range(10):
            one.append(review(f"a{number}", "a/1", at=NOON + number))
            with open_to_write(tmp_path, DECK, NOW) as two:
                two.append(review(f"b{number}", "b/1", at=NOON + number))
        assert len(one.events()) == 20
        assert is_whole(plain_copy_path(one.path), 20)


# ── reading ──


@pytest.mark.parametrize("loss", ["removed", "emptied", "replaced_by_an_older_copy"])
def test_a_command_that_only_reads_warns(learner: Learner, loss: str) -> None:
    LOST[loss](learner.path, random.Random(0))
    log, warning = open_to_read(learner.folder, DECK)
    with log:
        assert warning is not None
        assert len(log.events()) < len(learner.acknowledged)
    assert learner.path.exists() == (loss != "removed")


def test_reading_where_there_is_no_log_creates_none(tmp_path: Path) -> None:
    log, warning = open_to_read(tmp_path / "data", DECK)
    with log:
        assert (warning, log.events(), log.states()) == (None, [], {})
    assert not (tmp_path / "data").exists()


# ── what the copies hold ──


def test_the_copies_are_listed_with_what_the_log_lacks(learner: Learner) -> None:
    shutil.copyfile(learner.folder / "younger" / "day-0", learner.path)
    before = learner.path.read_bytes()
    found = restorable(learner.folder, DECK)
    assert [(copy.path.name[11:].partition("T")[0], copy.events, copy.lacking) for copy in found.copies] == [
        ("copy.jsonl", 24, 20),
        ("20260307", 24, 20),
        ("20260306", 20, 16),
        ("20260305", 16, 12),
        ("20260304", 12, 8),
        ("20260303", 8, 4),
        ("20260302", 4, 0),
    ]
    assert list(found.events) == learner.acknowledged[4:]
    assert learner.path.read_bytes() == before


def test_a_second_folder_alone_brings_everything_back(tmp_path: Path) -> None:
    data, second = tmp_path / "data", tmp_path / "drive"
    with open_to_write(data, DECK, NOW, second) as log:
        log.append(review("r1", "a/1"), review("r2", "a/1", at=NOON + DAY))
        log.back_up_daily(NOW, second)
    shutil.rmtree(data)
    with pytest.raises(LackingEventsError, match="lacks 2 events"):
        open_to_write(data, DECK, NOW, second)
    data.mkdir()
    doctor(data, DECK, NOW, second)
    with open_to_write(data, DECK, NOW, second) as log:
        assert [event.id for event in log.events()] == ["r1", "r2"]


def test_a_backup_of_another_deck_is_not_mixed_in(learner: Learner) -> None:
    """They were matched by the beginning of their names, and doctor mixed two learners' events for good."""
    for name in ("tea-taster-2", "tea"):
        with open_to_write(learner.folder, name, NOW) as log:
            log.append(review(f"of-{name}", "a/1"))
            log.back_up_daily(NOW)
    shutil.copyfile(
        learner.folder / "backups" / "tea-20260302T120000-daily.db",
        learner.folder / "backups" / "tea-taster-20300101T000000-daily.db",
    )
    assert restorable(learner.folder, DECK).events == ()
    assert doctor(learner.folder, DECK, NOW).from_backups == 0


# ── killed programs ──

KILLS = 30


@pytest.mark.posix
def test_after_a_kill_at_any_moment_the_log_and_its_copy_agree(tmp_path: Path) -> None:
    """The child appends, merges and backs up as fast as it can, and acknowledges each event until it is killed."""
    draw, acknowledged = random.Random(17), 0
    for attempt in range(KILLS):
        read, write = os.pipe()
        child = os.fork()
        if child == 0:  # pragma: no cover
            _append_forever(tmp_path, attempt, write)
        os.close(write)
        acknowledged += len(os.read(read, 1))  # it has begun
        time.sleep(draw.uniform(0, 0.03))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        while data := os.read(read, 4096):
            acknowledged += len(data)
        os.close(read)
        assert standing(log_path(tmp_path, DECK)) is Standing.WHOLE
    with open_to_write(tmp_path, DECK, NOW) as log:
        events = len(log.events())
        assert KILLS <= acknowledged <= events
        assert wrong_numbers(log.connection, DECK) == []
        assert is_whole(plain_copy_path(log.path), events)


def _append_forever(folder: Path, attempt: int, write: int) -> None:  # pragma: no cover
    """Runs in the child: writes one byte per event, after the event was saved."""
    try:
        now = NOW + dt.timedelta(days=attempt)
        with open_to_write(folder, DECK, now) as log:
            for number in range(10_000):
                add = log.append if number % 7 else lambda event: log.merge([event])
                add(review(f"k{attempt}-{number}", f"a{number % 20}/1", at=NOON + attempt * DAY + number))
                os.write(write, b".")
                if number == 4:
                    log.back_up_daily(now)
    finally:
        os._exit(0)

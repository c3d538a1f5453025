"""What was saved is moved into the log's file, so that the file alone is never far behind."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from clfcards.log.log import Log, log_path
from clfcards.log.plain_copy import end_of_plain_copy, plain_copy_path
from clfcards.log.settling import SETTLED_AFTER, checkpointer
from tests.log_events import DAY, NOON, NOW, review


def opened(folder: Path) -> Log:
    log = Log.open(folder, "tea", NOW)
    log.keep_plain_copy(end_of_plain_copy(plain_copy_path(log.path), "tea"))
    return log


def events_in_the_file_alone(log: Path, folder: Path) -> int:
    """What someone has who copies the .db file and nothing else."""
    copy = folder / "copied.db"
    shutil.copyfile(log, copy)
    with closing(sqlite3.connect(copy)) as connection:
        (events,) = connection.execute("SELECT count(*) FROM event").fetchone()
        return int(events)


def test_the_file_alone_is_a_log_from_the_start(tmp_path: Path) -> None:
    """It had not even a schema until the first session ended."""
    with opened(tmp_path) as log:
        assert events_in_the_file_alone(log.path, tmp_path) == 0


def test_the_file_alone_lacks_only_a_few_answers(tmp_path: Path) -> None:
    with opened(tmp_path) as log:
        assert log.settling is not None
        for number in range(1, 41):
            log.append(review(f"r{number}", "a/1", at=NOON + number * DAY))
            log.settling.wait()
            assert number - events_in_the_file_alone(log.path, tmp_path) < SETTLED_AFTER


def test_what_a_killed_program_left_is_settled_at_the_next_start(tmp_path: Path) -> None:
    with Log.open(tmp_path / "killed", "tea", NOW) as log:
        log.append(review("r1", "a/1"))
        (tmp_path / "data").mkdir()
        for suffix in ("", "-wal"):  # as a killed program leaves them
            shutil.copyfile(f"{log.path}{suffix}", tmp_path / "data" / f"tea.db{suffix}")
    assert events_in_the_file_alone(tmp_path / "data" / "tea.db", tmp_path) == 0
    with opened(tmp_path / "data") as log:
        assert log.settling is not None
        log.settling.wait()
        assert events_in_the_file_alone(log.path, tmp_path) == 1


def test_a_log_that_was_removed_meanwhile_is_not_created_again(tmp_path: Path) -> None:
    Log.open(tmp_path, "tea", NOW).close()
    path = log_path(tmp_path, "tea")
    path.unlink()
    with pytest.raises(sqlite3.OperationalError, match="unable to open"):
        checkpointer(path)
    assert not path.exists()


def test_another_window_that_reads_is_not_made_to_wait(tmp_path: Path) -> None:
    with opened(tmp_path) as log, closing(sqlite3.connect(log.path, isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM event").fetchone()
        for number in range(12):
            log.append(review(f"r{number}", "a/1", at=NOON + number * DAY))
        assert reader.execute("SELECT count(*) FROM event").fetchone() == (0,)
        reader.execute("COMMIT")
        assert reader.execute("SELECT count(*) FROM event").fetchone() == (12,)

"""Migrations: each runs in a transaction, after a backup."""

import shutil
import sqlite3
from pathlib import Path

import pytest

from clfcards.errors import ClfcardsError
from clfcards.log import migrate
from clfcards.log.backup import backups
from clfcards.log.log import Log, log_path
from tests.log_events import NOW, review

NEWEST = max(migrate.migrations())


@pytest.fixture
def next_version(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The path for one more migration, beside the real ones."""
    folder = tmp_path / "migrations"
    shutil.copytree(migrate._FOLDER, folder)
    monkeypatch.setattr(migrate, "_FOLDER", folder)
    return folder / f"{NEWEST + 1:04}_next.sql"


def test_an_old_log_is_brought_up_to_date_and_copied_first(tmp_path: Path, next_version: Path) -> None:
    with Log.open(tmp_path, "tea", NOW) as log:
        log.append(review("r1", "a/1"))
    assert backups(log.path) == []
    next_version.write_text("CREATE TABLE more (id INTEGER) STRICT;")
    with Log.open(tmp_path, "tea", NOW) as log:
        assert [e.id for e in log.events()] == ["r1"]
        (copy,) = backups(log.path)
    connection = sqlite3.connect(copy)
    assert connection.execute("PRAGMA user_version").fetchone() == (NEWEST,)
    assert connection.execute("SELECT id FROM event").fetchall() == [("r1",)]
    connection.close()


def test_a_migration_that_fails_leaves_the_old_version(tmp_path: Path, next_version: Path) -> None:
    Log.open(tmp_path, "tea", NOW).close()
    next_version.write_text("CREATE TABLE more (id INTEGER) STRICT;\nCREATE TABLE more (id INTEGER) STRICT;")
    with pytest.raises(ClfcardsError, match="table more already exists"):
        Log.open(tmp_path, "tea", NOW)
    connection = sqlite3.connect(log_path(tmp_path, "tea"))
    assert connection.execute("PRAGMA user_version").fetchone() == (NEWEST,)
    assert connection.execute("SELECT 1 FROM sqlite_schema WHERE name = 'more'").fetchall() == []
    connection.close()

"""Connections: commits that survive a power failure, and drives that cannot give them."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from clfcards.errors import ClfcardsError
from clfcards.log.connection import connect, has_write_ahead_log
from clfcards.log.log import Log
from tests.command import run
from tests.log_events import DAY, NOON, NOW, review
from tests.small_exam import full_exam


def value(connection: sqlite3.Connection, pragma: str) -> object:
    return connection.execute(f"PRAGMA {pragma}").fetchone()[0]


def test_a_commit_waits_for_the_drive_itself(tmp_path: Path) -> None:
    """FULL waits at every commit. The others are what SQLite's manual asks for on macOS; they do nothing elsewhere."""
    with closing(connect(tmp_path / "tea.db")) as connection:
        pragmas = ("journal_mode", "synchronous", "fullfsync", "checkpoint_fullfsync")
        assert [value(connection, pragma) for pragma in pragmas] == ["wal", 2, 1, 1]


@pytest.fixture
def without_shared_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    """A drive that shares no memory between programs, as SQLite's own file system with lock files."""
    real: Any = sqlite3.connect

    def connect_there(path: str | Path, **more: object) -> Any:
        name = str(path)
        uri = name if name.startswith("file:") else Path(name).absolute().as_uri()
        separator = "&" if "?" in uri else "?"
        return real(f"{uri}{separator}vfs=unix-dotfile", **{**more, "uri": True})

    monkeypatch.setattr(sqlite3, "connect", connect_there)


@pytest.mark.posix
@pytest.mark.usefixtures("without_shared_memory")
def test_a_drive_that_refuses_the_write_ahead_log_still_saves_every_answer(tmp_path: Path) -> None:
    with Log.open(tmp_path, "tea", NOW) as log:
        assert not has_write_ahead_log(log.connection)
        log.append(review("r1", "a/1"))
    with Log.open(tmp_path, "tea", NOW) as log:
        log.append(review("r2", "a/1", at=NOON + DAY))
        assert [event.id for event in log.events()] == ["r1", "r2"]


@pytest.mark.posix
@pytest.mark.usefixtures("without_shared_memory")
def test_a_drive_that_refuses_the_write_ahead_log_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    full_exam(tmp_path / "decks")
    for _ in range(2):
        result = run("review", "--plain", "--decks", "decks", "--data", "data", stdin="\n3\nq\n")
        assert result.exit_code == 0, result.output
        assert "refuses SQLite's write-ahead log, as network drives do" in result.stderr
    with sqlite3.connect("data/tea-taster.db") as connection:
        assert connection.execute("SELECT count(*) FROM event").fetchone() == (2,)
    connection.close()


@pytest.mark.posix
def test_a_log_that_was_moved_to_such_a_drive_says_what_to_do(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    """A file in write-ahead mode cannot be opened there at all."""
    with Log.open(tmp_path, "tea", NOW) as log:
        log.append(review("r1", "a/1"))
    request.getfixturevalue("without_shared_memory")
    with pytest.raises(ClfcardsError) as raised:
        Log.open(tmp_path, "tea", NOW)
    assert raised.value.next_step is not None
    assert raised.value.next_step.command != "doctor"

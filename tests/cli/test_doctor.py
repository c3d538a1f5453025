"""`clfcards doctor`: what is wrong with a log, and how much of it is saved."""

import errno
import json
import re
import shutil
import sqlite3
from pathlib import Path

import pytest
from click.testing import Result

from clfcards.errors import ClfcardsError
from clfcards.store.backup import back_up
from clfcards.store.log import Log, log_path
from tests.command import run
from tests.log_events import DAY, NOON, NOW, review
from tests.small_exam import full_exam


@pytest.fixture
def tea(tmp_path: Path) -> Path:
    full_exam(tmp_path / "decks")
    return tmp_path


def doctor(folder: Path, *arguments: str) -> Result:
    return run("doctor", "--decks", str(folder / "decks"), "--data", str(folder / "data"), *arguments)


def fill(folder: Path, first: int, last: int, *, backup: bool = False) -> Path:
    with Log.open(folder / "data", "tea-taster", NOW) as log:
        log.append(*(review(f"r{i:04}", f"a{i % 50}/1", 3, NOON + i * DAY, 3) for i in range(first, last)))
        if backup:
            back_up(log.connection, log.path, NOW, "daily")
    return log_path(folder / "data", "tea-taster")


def test_without_a_log_there_is_nothing_to_do(tea: Path) -> None:
    assert "there is no log" in doctor(tea).output
    assert not (tea / "data").exists()


def test_a_whole_log_is_said_to_be(tea: Path) -> None:
    fill(tea, 0, 10)
    result = doctor(tea)
    assert result.exit_code == 0
    assert "the log is whole" in result.output


def test_states_that_do_not_follow_are_derived_anew(tea: Path) -> None:
    path = fill(tea, 0, 10)
    connection = sqlite3.connect(path)
    connection.execute("UPDATE card SET stability = 99 WHERE card = 'a1/1'")
    connection.execute("DELETE FROM card WHERE card = 'a2/1'")
    connection.commit()
    connection.close()
    result = doctor(tea, "--json")
    assert result.exit_code == 1
    assert json.loads(result.stdout)["mended"] == ["a1/1", "a2/1"]
    assert doctor(tea).exit_code == 0


def test_a_damaged_page_costs_only_its_events_and_backups_give_them_back(tea: Path) -> None:
    fill(tea, 0, 600, backup=True)
    path = fill(tea, 600, 700)
    data = _with_a_damaged_page(path)
    found = json.loads(doctor(tea, "--json").stdout)
    assert found["damage"]
    assert 500 < found["saved"] < 700
    assert found["events"] == 700
    assert Path(found["set_aside"]).read_bytes() == data
    assert doctor(tea).exit_code == 0


def test_a_file_that_is_no_database_is_replaced_by_what_backups_hold(tea: Path) -> None:
    path = fill(tea, 0, 20, backup=True)
    path.write_bytes(b"not a database " * 500)
    found = json.loads(doctor(tea, "--json").stdout)
    assert (found["saved"], found["from_backups"], found["events"]) == (0, 20, 20)


def test_a_file_cut_in_half_gives_what_it_holds(tea: Path) -> None:
    path = fill(tea, 0, 600)
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2])
    found = json.loads(doctor(tea, "--json").stdout)
    assert found["damage"]
    assert 0 < found["saved"] < 600


def test_no_room_to_mend_leaves_the_damaged_log_where_it_is(tea: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An empty log stood in its place then, and was called whole the next time."""
    path = fill(tea, 0, 600, backup=True)
    data = _with_a_damaged_page(path)

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    def full_log(*_: object) -> int:
        raise ClfcardsError("the disk is full")

    for place, name, refuse in ((shutil, "copyfile", full), (Log, "merge", full_log)):
        with monkeypatch.context() as patch:
            patch.setattr(place, name, refuse)
            result = doctor(tea)
        assert result.exit_code == 1
        assert result.output.startswith("clfcards: ")
        assert path.read_bytes() == data
        assert sorted(entry.name for entry in path.parent.iterdir()) == ["backups", "tea-taster.db"]
    assert json.loads(doctor(tea, "--json").stdout)["events"] == 600


def test_a_full_disk_is_not_taken_for_damage(tea: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = fill(tea, 0, 20)
    error = sqlite3.OperationalError("database or disk is full")
    error.sqlite_errorcode = sqlite3.SQLITE_FULL
    monkeypatch.setattr("clfcards.store.doctor.connect", lambda _: _Refusing(error))
    result = doctor(tea)
    assert (result.exit_code, "the disk is full" in result.output) == (1, True)
    assert [entry.name for entry in path.parent.iterdir()] == ["tea-taster.db"]


class _Refusing:
    """A connection on which every statement fails."""

    def __init__(self, error: sqlite3.Error) -> None:
        self._error = error

    def execute(self, _: str) -> None:
        raise self._error

    def close(self) -> None: ...


@pytest.mark.parametrize("loss", ["removed", "emptied", "another program's", "an older copy"])
def test_what_only_backups_hold_comes_back_and_is_said(tea: Path, loss: str) -> None:
    path = fill(tea, 0, 5)
    older = path.read_bytes()
    fill(tea, 5, 20, backup=True)
    path.unlink()
    if loss == "emptied":
        path.write_bytes(b"")
    elif loss == "an older copy":
        path.write_bytes(older)
    elif loss == "another program's":
        connection = sqlite3.connect(path)
        connection.execute("PRAGMA user_version = 1")
        connection.close()
        assert (
            "run 'clfcards doctor'" in run("history", "--data", str(tea / "data"), "--decks", str(tea / "decks")).output
        )
    result = doctor(tea)
    assert result.exit_code == 1
    assert f"{15 if loss == 'an older copy' else 20} " in result.output.replace("20 events, ", "")
    assert "backups" in result.output
    found = json.loads(doctor(tea, "--json").stdout)
    assert (found["events"], found["from_backups"], found["damage"]) == (20, 0, "")
    assert doctor(tea).exit_code == 0


def test_a_log_set_aside_is_read_again(tea: Path) -> None:
    """What a repair that was broken off left behind is no less the learner's than a backup."""
    path = fill(tea, 0, 20)
    path.rename(path.with_name("tea-taster-damaged-20260101T000000.db"))
    assert json.loads(doctor(tea, "--json").stdout)["events"] == 20


def _with_a_damaged_page(path: Path) -> bytes:
    page = _page_of_event(path, 300)
    data = bytearray(path.read_bytes())
    data[page : page + 4096] = b"\xff" * 4096
    path.write_bytes(data)
    return bytes(data)


def _page_of_event(path: Path, number: int) -> int:
    """The offset in the file of the page that holds an event's row (its id stands in indexes too)."""
    row = re.search(rb"r%04d.{0,12}review" % number, path.read_bytes(), re.DOTALL)
    assert row
    return row.start() // 4096 * 4096

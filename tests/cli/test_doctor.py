"""`clfcards doctor`: what is wrong with a log, and how much of it is saved."""

import json
import re
import sqlite3
from pathlib import Path

import pytest
from click.testing import Result

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
    page = _page_of_event(path, 300)
    data = bytearray(path.read_bytes())
    data[page : page + 4096] = b"\xff" * 4096
    path.write_bytes(data)
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


def _page_of_event(path: Path, number: int) -> int:
    """The offset in the file of the page that holds an event's row (its id stands in indexes too)."""
    row = re.search(rb"r%04d.{0,12}review" % number, path.read_bytes(), re.DOTALL)
    assert row
    return row.start() // 4096 * 4096

"""`clfcards doctor`: what is wrong with a log, and how much of it is recovered."""

import errno
import json
import os
import re
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path
from types import SimpleNamespace

import pytest
from click.testing import Result

from clfcards.errors import ClfcardsError
from clfcards.log.backup import back_up
from clfcards.log.doctor import examine, repair
from clfcards.log.log import Log, log_path
from clfcards.system.files import LEFTOVER_PREFIX
from clfcards.use_cases.event_kinds import KINDS
from tests.command import run
from tests.log_events import DAY, NOON, NOW, review
from tests.small_exam import full_exam

TEA = "tea-taster"


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


def test_an_intact_log_is_reported_as_intact(tea: Path) -> None:
    fill(tea, 0, 10)
    result = doctor(tea)
    assert result.exit_code == 0
    assert "the log is intact" in result.output


def test_states_that_do_not_match_the_log_are_computed_again(tea: Path) -> None:
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


def test_a_damaged_page_loses_only_its_events_and_backups_restore_them(tea: Path) -> None:
    fill(tea, 0, 600, backup=True)
    path = fill(tea, 600, 700)
    data = _with_a_damaged_page(path)
    found = json.loads(doctor(tea, "--json").stdout)
    assert found["damage"]
    assert 500 < found["saved"] < 700
    assert found["events"] == 700
    assert Path(found["set_aside"]).read_bytes() == data
    assert doctor(tea).exit_code == 0


def test_a_file_that_is_not_a_database_is_replaced_by_the_backups(tea: Path) -> None:
    path = fill(tea, 0, 20, backup=True)
    path.write_bytes(b"not a database " * 500)
    found = json.loads(doctor(tea, "--json").stdout)
    assert (found["saved"], found["from_backups"], found["events"]) == (0, 20, 20)


def test_what_is_left_of_a_file_cut_in_half_is_recovered(tea: Path) -> None:
    path = fill(tea, 0, 600)
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2])
    found = json.loads(doctor(tea, "--json").stdout)
    assert found["damage"]
    assert 0 < found["saved"] < 600


def test_without_space_for_the_repair_the_damaged_log_stays(tea: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It was replaced by an empty log, which was reported as intact the next time."""
    path = fill(tea, 0, 600, backup=True)
    data = _with_a_damaged_page(path)

    def full(**_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    def full_log(*_: object) -> int:
        raise ClfcardsError("the disk is full")

    for place, name, refuse in ((tempfile, "mkdtemp", full), (Log, "merge", full_log)):
        with monkeypatch.context() as patch:
            patch.setattr(place, name, refuse)
            result = doctor(tea)
        assert result.exit_code == 1
        assert "clfcards: " in result.output.splitlines()[-1]
        assert path.read_bytes() == data
        assert sorted(entry.name for entry in path.parent.iterdir()) == ["backups", "tea-taster.db"]
    assert json.loads(doctor(tea, "--json").stdout)["events"] == 600


def test_a_disk_that_fails_is_not_taken_for_damage(tea: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = fill(tea, 0, 20)

    def failing(file: Path, *_: object) -> bytes:
        raise ClfcardsError(f"cannot read '{file}': input/output error")

    monkeypatch.setattr("clfcards.log.snapshot.read_bytes", failing)
    monkeypatch.setattr("clfcards.cli.doctor.load", lambda _: SimpleNamespace(settings=SimpleNamespace(namespace=TEA)))
    result = doctor(tea)
    assert (result.exit_code, result.output) == (1, f"clfcards: cannot read '{path}': input/output error\n")
    assert [entry.name for entry in path.parent.iterdir()] == ["tea-taster.db"]


@pytest.mark.parametrize("loss", ["removed", "emptied", "another program's", "an older copy"])
def test_what_only_backups_have_is_restored_and_reported(tea: Path, loss: str) -> None:
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


def test_a_log_moved_aside_is_read_again(tea: Path) -> None:
    """A file left by an interrupted repair belongs to the learner as much as a backup."""
    path = fill(tea, 0, 20)
    path.rename(path.with_name("tea-taster-damaged-20260101T000000.db"))
    assert json.loads(doctor(tea, "--json").stdout)["events"] == 20


def test_what_a_killed_repair_left_is_removed_by_the_next_one(tea: Path) -> None:
    """Six kills left six folders with copies of the log, which stayed there."""
    path = fill(tea, 0, 600)
    _with_a_damaged_page(path)
    old, new = (path.parent / f"{LEFTOVER_PREFIX}{name}" for name in ("old", "new"))
    for folder in (old, new):
        folder.mkdir()
        (folder / path.name).write_bytes(b"half")
    os.utime(old, (0, 0))
    doctor(tea)
    assert not old.exists()
    assert new.exists()  # another repair may be using it
    new_files = [entry.name for entry in path.parent.iterdir() if entry.name.startswith(LEFTOVER_PREFIX)]
    assert new_files == [new.name]


def test_leftovers_are_removed_from_beside_a_log_that_is_intact(tea: Path) -> None:
    path = fill(tea, 0, 3, backup=True)
    leftovers = [folder / f"{LEFTOVER_PREFIX}old" for folder in (path.parent, path.parent / "backups")]
    for leftover in leftovers:
        leftover.mkdir()
        os.utime(leftover, (0, 0))
    doctor(tea, "--check")
    assert all(leftover.exists() for leftover in leftovers)
    doctor(tea)
    assert not any(leftover.exists() for leftover in leftovers)


def test_an_answer_saved_to_the_damaged_file_during_the_repair_is_in_the_new_log(
    tea: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = fill(tea, 0, 600)
    connection = sqlite3.connect(path)
    connection.execute("DROP INDEX event_order")
    connection.commit()
    connection.close()

    def also_answer(log: Log) -> None:
        """Another window saves an answer after the damaged file was read, and before it is moved aside."""
        with Log.open(tea / "data", TEA, NOW) as other:
            other.append(review("late", "a1/1", 3, NOON + 900 * DAY))
        flush(log)

    flush = Log.flush
    monkeypatch.setattr(Log, "flush", also_answer)
    doctor(tea)
    monkeypatch.undo()
    with Log.open(tea / "data", TEA, NOW) as log:
        assert log.event("late") is not None
        assert len(log.events()) == 601


def test_two_repairs_in_one_second_keep_both_damaged_files(tea: Path) -> None:
    path = fill(tea, 0, 600)
    kept = []
    for number in (300, 200):
        kept.append(_with_a_damaged_page(path, number))
        repair(examine(tea / "data", TEA, KINDS), NOW)
    aside = sorted(path.parent.glob("*-damaged-*.db"))
    assert {file.read_bytes() for file in aside} == set(kept)


def _changed(path: Path, statement: str) -> None:
    connection = sqlite3.connect(path)
    connection.execute(statement)
    connection.commit()
    connection.close()


def _flipped(path: Path, at: bytes, to: bytes) -> None:
    """Replaces the only occurrence of some bytes in the file with others of the same length."""
    data = path.read_bytes()
    assert len(at) == len(to)
    path.write_bytes(data.replace(at, to, 1))


@pytest.mark.parametrize("value", ["x", "[]", "[[1, 2], 4]", "null"])
def test_terms_that_cannot_be_read_are_computed_again(tea: Path, value: str) -> None:
    """They can be derived, but every command ended in a traceback."""
    path = fill(tea, 0, 20)
    _changed(path, f"UPDATE derived SET value = '{value}'")
    assert doctor(tea).exit_code == 0
    assert run("history", "--data", str(tea / "data"), "--decks", str(tea / "decks")).exit_code == 0


def test_a_schema_that_is_not_text_is_damage(tea: Path) -> None:
    path = fill(tea, 0, 20)
    _flipped(path, b"CREATE TRIGGER event_is_for_ever", b"CREATE TRIGGER event_\xd0s_for_ever")
    refused = run("history", "--data", str(tea / "data"), "--decks", str(tea / "decks"))
    assert (refused.exit_code, "run 'clfcards doctor'" in refused.output) == (1, True)
    found = json.loads(doctor(tea, "--json").stdout)
    assert found["damage"]
    assert (found["saved"], found["events"]) == (20, 20)
    assert doctor(tea).exit_code == 0


def test_a_payload_that_is_not_json_is_damage_and_a_backup_restores_it(tea: Path) -> None:
    with Log.open(tea / "data", "tea-taster", NOW) as log:
        log.append(review("r1", "a/1", payload={"answer": "green"}), review("r2", "b/1", at=NOON + DAY))
        back_up(log.connection, log.path, NOW, "daily")
    path = log_path(tea / "data", "tea-taster")
    _flipped(path, b'{"answer":"green"}', b'{"answer":"green"\x01')
    refused = run("stats", "--data", str(tea / "data"), "--decks", str(tea / "decks"))
    assert (refused.exit_code, "run 'clfcards doctor'" in refused.output) == (1, True)
    found = json.loads(doctor(tea, "--json").stdout)
    assert (found["saved"], found["from_backups"], found["events"]) == (1, 1, 2)


@pytest.mark.parametrize("column", ["rating", "interval"])
def test_a_review_without_a_rating_or_an_interval_is_damage_and_a_backup_restores_it(tea: Path, column: str) -> None:
    path = fill(tea, 0, 5, backup=True)
    with closing(sqlite3.connect(path)) as connection, connection:
        query = "SELECT sql FROM sqlite_master WHERE name = 'event_is_for_ever'"
        (trigger,) = connection.execute(query).fetchone()
        connection.execute("DROP TRIGGER event_is_for_ever")
        connection.execute(f"UPDATE event SET {column} = NULL WHERE number = 3")
        connection.execute(trigger)
    refused = run("stats", "--data", str(tea / "data"), "--decks", str(tea / "decks"))
    assert (refused.exit_code, "run 'clfcards doctor'" in refused.output) == (1, True)
    found = json.loads(doctor(tea, "--json").stdout)
    assert (found["events"], found["from_backups"]) == (5, 1)


def test_an_event_whose_id_was_damaged_is_not_restored_twice(tea: Path) -> None:
    path = fill(tea, 0, 20, backup=True)
    data = path.read_bytes()
    row = re.search(rb"r0007.{0,12}review", data, re.DOTALL)
    assert row
    path.write_bytes(data[: row.start()] + b"s" + data[row.start() + 1 :])
    found = json.loads(doctor(tea, "--json").stdout)
    assert found["events"] == 20


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM touch WHERE card = 'a1/1'",
        "INSERT INTO touch VALUES ('b/1', 3)",
        "DROP TRIGGER event_is_never_removed",
        "DROP INDEX event_order",
    ],
)
def test_the_tables_next_to_the_events_are_checked_too(tea: Path, statement: str) -> None:
    """The log was reported as intact, and the next undo replayed a card without its events."""
    path = fill(tea, 0, 60)
    whole = _schema(path)
    _changed(path, statement)
    assert doctor(tea).exit_code == 1
    assert doctor(tea).exit_code == 0
    assert _schema(path) == whole
    with Log.open(tea / "data", "tea-taster", NOW) as log:
        assert [event.id for event in log.events_of("a1/1")] == ["r0001", "r0051"]
        assert log.events_of("b/1") == []


def _schema(path: Path) -> list[tuple[str, ...]]:
    connection = sqlite3.connect(path)
    try:
        return connection.execute("SELECT type, name, sql FROM sqlite_schema ORDER BY name").fetchall()
    finally:
        connection.close()


def _with_a_damaged_page(path: Path, number: int = 300) -> bytes:
    """Damages the page of an event in the file, and returns the file's content."""
    page = _page_of_event(path, number)
    data = bytearray(path.read_bytes())
    data[page : page + 4096] = b"\xff" * 4096
    path.write_bytes(data)
    return bytes(data)


def _page_of_event(path: Path, number: int) -> int:
    """The offset in the file of the page with an event's row (its id is in indexes too)."""
    row = re.search(rb"r%04d.{0,12}review" % number, path.read_bytes(), re.DOTALL)
    assert row
    return row.start() // 4096 * 4096

"""The plain copy: one line per event, readable by anything, and its last line says how far the log reached."""

import json
import os
import sqlite3
import zlib
from pathlib import Path

import pytest

from clfcards.errors import ClfcardsError
from clfcards.log.chain import beginning, end_of
from clfcards.log.json_lines import export_lines, import_events
from clfcards.log.log import Log
from clfcards.log.plain_copy import UNREADABLE, end_of_plain_copy, is_whole, plain_copy_path
from clfcards.log.restore import plain_events
from clfcards.model.event import Event
from clfcards.use_cases.event_kinds import KINDS
from tests.log_events import DAY, NOON, NOW, review, undo

EVENTS = [review(f"r{i:03}", f"a{i % 7}/1", 3, NOON + i * DAY, payload={"answer": "grün"}) for i in range(30)]


def opened(folder: Path, namespace: str = "tea") -> Log:
    log = Log.open(folder, namespace, NOW)
    log.keep_plain_copy(end_of_plain_copy(plain_copy_path(log.path), namespace))
    return log


def written(folder: Path, events: list[Event]) -> Path:
    with opened(folder) as log:
        for event in events:
            log.append(event)
    return plain_copy_path(log.path)


def test_every_event_is_a_line_as_soon_as_it_is_saved(tmp_path: Path) -> None:
    with opened(tmp_path) as log:
        for number, event in enumerate(EVENTS, start=1):
            log.append(event)
            assert end_of_plain_copy(plain_copy_path(log.path), "tea") == end_of(log.connection, "tea")
            assert is_whole(plain_copy_path(log.path), number)
    assert plain_events(plain_copy_path(log.path), KINDS) == EVENTS


def test_it_is_an_export_with_a_checksum_in_each_line(tmp_path: Path) -> None:
    """A line without its last three values is the line that an export has; the checksum is that of zlib."""
    path = written(tmp_path, [*EVENTS[:3], undo("u", "r001")])
    lines = path.read_bytes().splitlines()
    exported = [json.loads(line) for line in export_lines([*EVENTS[:3], undo("u", "r001")], "tea")]
    assert json.loads(lines[0]) == exported[0]
    for arrival, (line, expected) in enumerate(zip(lines[1:], exported[1:], strict=True), start=1):
        values = json.loads(line)
        body, _, seal = line.rpartition(b',"crc":')
        assert seal == b'"%08x"}' % zlib.crc32(body)
        del values["link"], values["crc"]
        assert values.pop("arrival") == arrival
        assert values == expected


def test_it_can_be_imported_like_an_export(tmp_path: Path) -> None:
    path = written(tmp_path, EVENTS)
    with path.open("rb") as lines:
        assert import_events(lines, path.name, "tea", KINDS) == EVENTS


def test_a_log_without_a_plain_copy_gets_a_whole_one(tmp_path: Path) -> None:
    with Log.open(tmp_path, "tea", NOW) as log:
        log.append(*EVENTS)
    path = written(tmp_path, [review("new", "b/1")])
    assert [event.id for event in plain_events(path, KINDS)] == [*(e.id for e in EVENTS), "new"]


@pytest.mark.parametrize("cut", [1, 5, 100, 1000])
def test_a_plain_copy_that_is_behind_is_completed(tmp_path: Path, cut: int) -> None:
    """A power failure can take its last lines, and leave part of one."""
    path = written(tmp_path, EVENTS)
    path.write_bytes(path.read_bytes()[:-cut])
    written(tmp_path, [review("new", "b/1")])
    assert is_whole(path, len(EVENTS) + 1)
    assert {event.id for event in plain_events(path, KINDS)} == {"new", *(e.id for e in EVENTS)}


def test_two_programs_write_lines_without_a_gap(tmp_path: Path) -> None:
    with opened(tmp_path) as one, opened(tmp_path) as two:
        for number, event in enumerate(EVENTS):
            (one if number % 3 else two).append(event)
        two.merge([review("m", "a/1", at=NOON - DAY)])
        one.append(review("last", "b/1"))
        path = plain_copy_path(one.path)
        assert is_whole(path, len(EVENTS) + 2)
        assert len(path.read_bytes().splitlines()) == 1 + len(EVENTS) + 2  # none twice
        assert end_of_plain_copy(path, "tea") == end_of(one.connection, "tea")


def test_lines_of_a_program_that_died_before_it_wrote_them_are_written_by_the_other(tmp_path: Path) -> None:
    with opened(tmp_path) as one, Log.open(tmp_path, "tea", NOW) as died:
        one.append(EVENTS[0])
        died.append(EVENTS[1])
        one.append(EVENTS[2])
        assert is_whole(plain_copy_path(one.path), 3)


@pytest.mark.parametrize("damage", ["header only", "no file", "empty", "text", "folder"])
def test_the_end_of_a_copy_without_events(tmp_path: Path, damage: str) -> None:
    path = tmp_path / "tea.copy.jsonl"
    if damage == "header only":
        path.write_bytes(b'{"clfcards_log":1,"namespace":"tea"}\n')
    elif damage == "empty":
        path.write_bytes(b"")
    elif damage == "text":
        path.write_bytes(b"my notes\n" * 500_000)
    elif damage == "folder":
        path.mkdir()
    expected = {"header only": beginning("tea"), "text": UNREADABLE, "folder": UNREADABLE}.get(damage)
    assert end_of_plain_copy(path, "tea") == expected


def test_the_end_is_found_behind_a_long_line_and_a_damaged_one(tmp_path: Path) -> None:
    path = written(tmp_path, [*EVENTS[:3], review("long", "a/1", payload={"answer": "x" * 100_000}), EVENTS[4]])
    data = path.read_bytes()
    path.write_bytes(data.replace(b'"r004"', b'"s004"'))
    end = end_of_plain_copy(path, "tea")
    assert end is not None
    assert end.arrival == 4


@pytest.mark.parametrize("place", [0.1, 0.5, 0.9])
def test_a_changed_line_is_left_out(tmp_path: Path, place: float) -> None:
    path = written(tmp_path, EVENTS)
    data = bytearray(path.read_bytes())
    data[int(len(data) * place)] ^= 1
    path.write_bytes(data)
    assert len(plain_events(path, KINDS)) in (len(EVENTS) - 1, len(EVENTS) - 2)  # two, if it joined two lines
    assert not is_whole(path, len(EVENTS))


def test_a_damaged_line_is_written_anew_with_the_next_backup(tmp_path: Path) -> None:
    path = written(tmp_path, EVENTS)
    path.write_bytes(path.read_bytes().replace(b'"r004"', b'"s004"'))
    with opened(tmp_path) as log:
        log.append(review("new", "b/1"))
        assert not is_whole(path, len(EVENTS) + 1)
        log.back_up_daily(NOW)
        assert is_whole(path, len(EVENTS) + 1)
        log.append(review("newer", "b/1", at=NOON + DAY))
    assert is_whole(path, len(EVENTS) + 2)


def test_an_answer_is_saved_even_if_its_line_cannot_be_written(tmp_path: Path) -> None:
    """The log's own commit is what acknowledges it. The line follows when there is room again."""
    path = plain_copy_path(tmp_path / "tea.db")
    path.mkdir()
    with opened(tmp_path) as log:
        log.append(EVENTS[0])
        assert [event.id for event in log.events()] == ["r000"]
        assert log.settling is not None
        assert isinstance(log.settling.failure, OSError | ClfcardsError)
    path.rmdir()
    assert is_whole(written(tmp_path, [EVENTS[1]]), 2)


def test_a_half_written_line_does_not_spoil_the_next(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The disk was full in the middle of a line, and has room again."""
    real = os.write

    def full(file: int, data: bytes) -> int:
        real(file, data[:20])
        raise OSError(28, "No space left on device")

    with opened(tmp_path) as log:
        log.append(EVENTS[0])
        with monkeypatch.context() as patch:
            patch.setattr(os, "write", full)
            log.append(EVENTS[1])
        log.append(EVENTS[2])
        assert is_whole(plain_copy_path(log.path), 3)


def test_it_names_events_as_they_are_in_the_log(tmp_path: Path) -> None:
    """What SQLite has and what the lines have is the same for every value an event can have."""
    odd = [
        review("r1", 'a"b\\c/1', payload={"answer": "line\nbreak \x7f  "}),
        review("r2", "a/1", interval=-600, utc_offset=-480),
        Event(id="r3", at=NOON, utc_offset=0, kind="from-the-future", subject="", payload={"n": [1, 2.5, None]}),  # type: ignore[arg-type]
    ]
    path = written(tmp_path, odd)
    with Log.open(tmp_path, "tea", NOW) as log:
        assert sorted(plain_events(path, KINDS), key=lambda e: e.id) == sorted(log.events(), key=lambda e: e.id)
    with sqlite3.connect(tmp_path / "tea.db") as connection:
        links = dict(connection.execute("SELECT arrival, hex(link) FROM chain"))
    connection.close()
    values = [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n")[1:-1]]
    assert {value["arrival"]: value["link"].upper() for value in values} == links

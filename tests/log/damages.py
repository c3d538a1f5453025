"""Kinds of damage to a log's file, and a trial: what is damaged, repaired, and compared with what was written."""

import json
import random
import re
import sqlite3
from collections.abc import Callable, Iterable
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from clfcards.log.doctor import Diagnosis, examine, repair
from clfcards.log.log import Log, log_path
from clfcards.log.rows import event_row
from clfcards.model.event import Event
from clfcards.use_cases.event_kinds import KINDS
from tests.log.page_reader import PAGE, rows_on_pages
from tests.log_events import DAY, NOON, NOW, event, review, undo

NAMESPACE = "tea-taster"
Damage = Callable[[random.Random, bytearray], None]


def write_log(folder: Path, events: int) -> Path:
    """A log with about this many events of several kinds; some were merged, and some take several pages."""
    with Log.open(folder, NAMESPACE, NOW) as log:
        log.append(*_events("r", events // 2))
        log.merge(_events("m", events // 4))
        for one in _events("s", events // 4):
            log.append(one)
        log.flush()
    return log_path(folder, NAMESPACE)


def _events(prefix: str, number: int) -> Iterable[Event]:
    for i in range(number):
        id_, at = f"{prefix}{i:05}", NOON + i * DAY // 40 + ord(prefix)
        if i % 60 == 59:
            yield event(id_, "from-a-newer-version", f"form {i}", at, payload={"form": "Prüfung " * (i * 13 % 1500)})
        elif i % 25 == 24:
            yield undo(id_, f"{prefix}{i - 1:05}", at)
        else:
            answer = {"answer": f"tee {i}"} if i % 3 == 0 else {}
            yield review(id_, f"card-{i % 90}/1", 1 + i % 4, at, (-600, 1, 3, 40)[i % 4], payload=answer)


# ── kinds of damage ──


def _page(rng: random.Random, data: bytearray) -> int:
    return rng.randrange(len(data) // PAGE)


def _put(data: bytearray, page: int, content: bytes) -> None:
    data[page * PAGE : (page + 1) * PAGE] = content


def _content(data: bytearray, page: int) -> bytes:
    return bytes(data[page * PAGE : (page + 1) * PAGE])


def one_bit(rng: random.Random, data: bytearray) -> None:
    data[rng.randrange(len(data))] ^= 1 << rng.randrange(8)


def sixteen_bytes(rng: random.Random, data: bytearray) -> None:
    at = rng.randrange(len(data) - 16)
    data[at : at + 16] = rng.randbytes(16)


def zeroed_page(rng: random.Random, data: bytearray) -> None:
    _put(data, _page(rng, data), bytes(PAGE))


def random_page(rng: random.Random, data: bytearray) -> None:
    _put(data, _page(rng, data), rng.randbytes(PAGE))


def first_page(rng: random.Random, data: bytearray) -> None:
    _put(data, 0, rng.choice((bytes(PAGE), rng.randbytes(PAGE))))


def header_byte(rng: random.Random, data: bytearray) -> None:
    data[rng.randrange(100)] ^= rng.randrange(1, 256)


def swapped_pages(rng: random.Random, data: bytearray) -> None:
    one, two = _page(rng, data), _page(rng, data)
    first, second = _content(data, one), _content(data, two)
    _put(data, one, second)
    _put(data, two, first)


def duplicated_page(rng: random.Random, data: bytearray) -> None:
    _put(data, _page(rng, data), _content(data, _page(rng, data)))


def cut_off(rng: random.Random, data: bytearray) -> None:
    del data[rng.randrange(PAGE, len(data)) :]


def bogus_row_number(rng: random.Random, data: bytearray) -> None:
    """Changes the number of a row: SQLite then ends scans early, without an error."""
    cells = list(re.finditer(rb"[\x80-\xff]?.(?=[\x0b-\x0d]\x00[\x0d-\x40])", data, re.DOTALL))
    at = rng.choice(cells).start()
    data[at] = rng.randrange(256)


def cell_pointer(rng: random.Random, data: bytearray) -> None:
    """Changes one entry in a page's list of cells, or their count."""
    at = _page(rng, data) * PAGE + rng.randrange(3, 60)
    data[at] ^= rng.randrange(1, 256)


def page_type(rng: random.Random, data: bytearray) -> None:
    at = _page(rng, data) * PAGE
    data[at + (100 if at == 0 else 0)] = rng.choice((0, 2, 5, 10, 13, 255))


FILE_DAMAGES: tuple[Damage, ...] = (
    one_bit, sixteen_bytes, zeroed_page, random_page, first_page, header_byte, swapped_pages, duplicated_page, cut_off,
    bogus_row_number, cell_pointer, page_type,
)  # fmt: skip


# ── trials ──


@dataclass(slots=True)
class Trial:
    """One damage and what `doctor` made of it. All of these are ids of events.

    `missed` could be read page by page, but are not in the repaired log. `changed` are in it otherwise than they
    were written, without being named as unconfirmed.
    """

    name: str
    missed: set[str] = field(default_factory=set)
    changed: set[str] = field(default_factory=set)
    lost: int = 0
    said_lost: int = 0
    readable: int = 0
    found: Diagnosis | None = None


def try_damage(path: Path, damage: Damage, rng: random.Random, written: dict[str, Event]) -> Trial:
    """Damages a copy of the whole log at `path`, which stays at `path`, and repairs it."""
    data = bytearray(path.read_bytes())
    damage(rng, data)
    path.write_bytes(data)
    return examined(damage.__name__, path, bytes(data), written)


def examined(name: str, path: Path, data: bytes, written: dict[str, Event]) -> Trial:
    """What `doctor` makes of a damaged log whose file holds `data`."""
    trial = Trial(name)
    true_rows = {event_row(one): one.id for one in written.values()}
    readable = {true_rows[row] for row in rows_on_pages(data) if row in true_rows}
    found = examine(path.parent, NAMESPACE, KINDS)
    assert path.read_bytes() == data, "a look changed the file"
    trial.found = found.diagnosis if found.diagnosis.is_well else repair(found, NOW)
    with Log.open(path.parent, NAMESPACE, NOW) as log:
        saved = {one.id: one for one in log.events()}
    trial.missed = readable - saved.keys()
    different = {id_ for id_, one in saved.items() if written.get(id_) != one}
    trial.changed = different.difference(trial.found.unconfirmed)
    trial.lost = len(written) - len(saved.keys() & written.keys())
    trial.said_lost = trial.found.missing + len(trial.found.altered)
    trial.readable = len(readable)
    return trial


def ids_that_sqlite_counts(path: Path) -> int:
    """How many events SQLite itself counts in an intact log."""
    with closing(sqlite3.connect(path)) as connection:
        return int(connection.execute("SELECT count(*) FROM event").fetchone()[0])


def told(trial: Trial) -> str:
    """A trial in one line."""
    return json.dumps(
        {"kind": trial.name, "readable": trial.readable, "missed": len(trial.missed), "changed": len(trial.changed),
         "lost": trial.lost, "said": trial.said_lost}
    )  # fmt: skip

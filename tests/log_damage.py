"""Ways in which a log, or a file beside it, is lost or damaged."""

import random
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

from clfcards.log.log import Log
from clfcards.log.plain_copy import plain_copy_path
from tests.fixtures.version_0_1 import FOLDER
from tests.log_events import NOON, NOW, review

Damage = Callable[[Path, random.Random], None]
"""Damages the log at a path, or a file beside it. Copies of it when it was younger are in the folder `younger`."""


def removed(log: Path, _: random.Random) -> None:
    log.unlink()


def emptied(log: Path, _: random.Random) -> None:
    log.write_bytes(b"")


def cut_off(log: Path, draw: random.Random) -> None:
    log.write_bytes(log.read_bytes()[: draw.randrange(1, log.stat().st_size)])


def without_its_last_page(log: Path, _: random.Random) -> None:
    log.write_bytes(log.read_bytes()[:-4096])


def replaced_by_text(log: Path, draw: random.Random) -> None:
    log.write_bytes(draw.randbytes(5000))


def replaced_by_an_older_copy(log: Path, draw: random.Random) -> None:
    shutil.copyfile(draw.choice(sorted((log.parent / "younger").iterdir())), log)


def replaced_by_another_devices(log: Path, draw: random.Random) -> None:
    folder = log.parent / f"device-{draw.random()}"
    with Log.open(folder, log.stem, NOW) as other:
        other.append(*(review(f"other{i}", "b/1", at=NOON + i) for i in range(draw.randrange(1, 200))))
    log.unlink()
    shutil.move(other.path, log)


def replaced_by_another_programs(log: Path, draw: random.Random) -> None:
    log.unlink()
    connection = sqlite3.connect(log)
    connection.execute("CREATE TABLE notes (text)")
    connection.execute(f"PRAGMA user_version = {draw.choice((0, 1, 2))}")
    connection.close()


def replaced_by_a_new_one(log: Path, _: random.Random) -> None:
    log.unlink()
    Log.open(log.parent, log.stem, NOW).close()


def replaced_by_a_log_of_version_1(log: Path, _: random.Random) -> None:
    shutil.copyfile(FOLDER / "data/tea-taster.db", log)


LOST: dict[str, Damage] = {
    damage.__name__: damage
    for damage in (
        removed, emptied, cut_off, without_its_last_page, replaced_by_text, replaced_by_an_older_copy,
        replaced_by_another_devices, replaced_by_another_programs, replaced_by_a_new_one,
        replaced_by_a_log_of_version_1,
    )
}  # fmt: skip
"""What the next start must notice before it writes."""


def a_page_zeroed(log: Path, draw: random.Random) -> None:
    data = bytearray(log.read_bytes())
    page = draw.randrange(len(data) // 4096) * 4096
    data[page : page + 4096] = bytes(4096)
    log.write_bytes(data)


def a_bit_flipped(log: Path, draw: random.Random) -> None:
    _flip(log, draw)


def _flip(path: Path, draw: random.Random) -> None:
    data = bytearray(path.read_bytes())
    data[draw.randrange(len(data))] ^= 1 << draw.randrange(8)
    path.write_bytes(data)


def plain_copy_removed(log: Path, _: random.Random) -> None:
    plain_copy_path(log).unlink()


def plain_copy_emptied(log: Path, _: random.Random) -> None:
    plain_copy_path(log).write_bytes(b"")


def plain_copy_cut_off(log: Path, draw: random.Random) -> None:
    cut_off(plain_copy_path(log), draw)


def plain_copy_flipped(log: Path, draw: random.Random) -> None:
    _flip(plain_copy_path(log), draw)


def plain_copy_replaced_by_text(log: Path, draw: random.Random) -> None:
    replaced_by_text(plain_copy_path(log), draw)


def _a_backup(log: Path, draw: random.Random) -> Path:
    return draw.choice(sorted((log.parent / "backups").iterdir()))


def a_backup_removed(log: Path, draw: random.Random) -> None:
    _a_backup(log, draw).unlink()


def a_backup_flipped(log: Path, draw: random.Random) -> None:
    _flip(_a_backup(log, draw), draw)


def a_backup_cut_off(log: Path, draw: random.Random) -> None:
    cut_off(_a_backup(log, draw), draw)


def all_backups_removed(log: Path, _: random.Random) -> None:
    shutil.rmtree(log.parent / "backups")


OTHER: dict[str, Damage] = {
    damage.__name__: damage
    for damage in (
        a_page_zeroed, a_bit_flipped, plain_copy_removed, plain_copy_emptied, plain_copy_cut_off, plain_copy_flipped,
        plain_copy_replaced_by_text, a_backup_removed, a_backup_flipped, a_backup_cut_off, all_backups_removed,
    )
}  # fmt: skip
"""What need not be noticed at once, but must not cost anything either."""

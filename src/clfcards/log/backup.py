"""Backups of the log: one per day and one before each migration; the last ten are kept."""

import contextlib
import datetime as dt
import os
import sqlite3
from pathlib import Path

from clfcards.log.connection import make_folder, readable_errors

KEPT = 10


def back_up(connection: sqlite3.Connection, path: Path, now: dt.datetime, why: str) -> Path:
    """Copies the database to `backups/`, completely or not at all, and deletes the oldest copies."""
    folder = path.parent / "backups"
    target = folder / f"{path.stem}-{now:%Y%m%dT%H%M%S}-{why}.db"
    part = target.with_suffix(f".{os.getpid()}.part")
    with readable_errors(target):
        try:
            make_folder(folder)
            copy = sqlite3.connect(part)
            try:
                connection.backup(copy)
            finally:
                copy.close()
            part.replace(target)
        finally:
            with contextlib.suppress(OSError):
                part.unlink(missing_ok=True)
    for old in backups(path)[:-KEPT]:
        old.unlink(missing_ok=True)
    return target


def backups(path: Path) -> list[Path]:
    """The backups of this log, oldest first."""
    return sorted((path.parent / "backups").glob(f"{path.stem}-[0-9]*.db"))


def has_backup_of(path: Path, day: dt.date) -> bool:
    return any(copy.name.startswith(f"{path.stem}-{day:%Y%m%d}T") for copy in backups(path))

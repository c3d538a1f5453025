"""Backups of the log: one for each day of study, one after each import, and one before each migration.

A copy counts only after it was checked, and an old one is removed only if the log has all of its events.
"""

import contextlib
import datetime as dt
import sqlite3
from contextlib import closing
from pathlib import Path

from clfcards.errors import ClfcardsError
from clfcards.log.chain import end_of, reaches, wrong_numbers
from clfcards.log.connection import damaged, make_folder, readable_errors
from clfcards.log.copies import CopyEnd, backup_name, backups_in, copy_end, opened_copy
from clfcards.log.retention import DatedCopy, kept
from clfcards.system.disk import to_disk
from clfcards.system.files import reason, replace_file, shown, temporary_folder

DAILY = "daily"
AFTER_IMPORT = "import"


def backups(log: Path) -> list[Path]:
    """The backups of this log in its own folder, oldest first."""
    return [backup.path for backup in backups_in(backup_folder(log), log)]


def backup_folder(log: Path) -> Path:
    return log.parent / "backups"


def backup_of(folder: Path, log: Path, day: dt.date) -> Path | None:
    """The daily backup in a folder that was made on this day."""
    made = (backup.path for backup in backups_in(folder, log) if backup.why == DAILY and backup.made.date() == day)
    return next(made, None)


def back_up(connection: sqlite3.Connection, log: Path, now: dt.datetime, why: str) -> Path:
    """Copies the log to `backups/`, completely or not at all, and removes copies that are no longer needed.

    Raises DamagedLogError if the log is damaged; then no other copy is removed.
    """
    folder = backup_folder(log)
    target = folder / backup_name(log, now, why)
    with readable_errors(target):
        make_folder(folder)
        with temporary_folder(folder) as temporary:
            with closing(sqlite3.connect(temporary / target.name, isolation_level=None)) as copy:
                copy.execute("PRAGMA fullfsync = ON")
                connection.backup(copy)
                _check(copy, log)
            replace_file(temporary / target.name, target)
    if why in (DAILY, AFTER_IMPORT):
        _remove_old(connection, log, folder, target, now)
    return target


def copy_to_second_folder(
    connection: sqlite3.Connection, log: Path, backup: Path, folder: Path, now: dt.datetime
) -> None:
    """Copies a backup to a second folder, and removes copies there that are no longer needed.

    Raises ClfcardsError if the folder cannot be written.
    """
    target = folder / backup.name
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with temporary_folder(folder) as temporary:
            part = temporary / target.name
            import shutil  # takes 3 ms, and few have a second folder

            shutil.copyfile(backup, part)
            with part.open("r+b") as file:
                to_disk(file.fileno())
            replace_file(part, target)
    except OSError as error:
        raise ClfcardsError(f"cannot write '{shown(target)}': {reason(error)}") from error
    _remove_old(connection, log, folder, target, now)


def _check(copy: sqlite3.Connection, log: Path) -> None:
    """Raises DamagedLogError if a copy is not an intact database, or its events are not those that came in."""
    with readable_errors(log):
        ((found,),) = copy.execute("PRAGMA quick_check(1)").fetchall()
        if found != "ok":
            raise damaged(log, found)
        (version,) = copy.execute("PRAGMA user_version").fetchone()
        if version == 1:  # it has no chain yet
            return
        wrong = wrong_numbers(copy, log.stem)
        (count,) = copy.execute("SELECT count(*) FROM event").fetchone()
    if wrong or count != end_of(copy, log.stem).arrival:
        raise damaged(log, f"{len(wrong) or 'some'} of its {count} events were changed or removed")


# ── removing ──


def _remove_old(connection: sqlite3.Connection, log: Path, folder: Path, newest: Path, now: dt.datetime) -> None:
    """Removes the copies that need not be kept, unless they hold events that the log lacks.

    The newest copy is kept whatever the clock showed, and copies made before a migration are always kept, because
    an older program can read only those.
    """
    paths = (backup.path for backup in backups_in(folder, log) if backup.why in (DAILY, AFTER_IMPORT))
    ends = {path: end for path in paths if (end := copy_end(path, log.stem)) is not None}
    dated = [DatedCopy(end.at, end.chain.arrival, path) for path, end in ends.items()]
    for path in ends.keys() - kept(dated, now) - {newest}:
        if holds(connection, log.stem, path, ends[path]):
            with contextlib.suppress(OSError):
                path.unlink()


def holds(connection: sqlite3.Connection, namespace: str, path: Path, end: CopyEnd) -> bool:
    """Whether the log holds every event of a copy: by its chain, or else by looking up every id."""
    if end.chain.link and reaches(connection, namespace, end.chain):
        return True
    try:
        with opened_copy(path) as copy:
            known = {id_ for (id_,) in connection.execute("SELECT id FROM event")}
            return all(id_ in known for (id_,) in copy.execute("SELECT id FROM event"))
    except sqlite3.Error:
        return False

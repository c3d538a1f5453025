"""Opening a learner's log, after looking whether it still holds what the files beside it hold.

To write, every command opens the log here: a log that was lost must not begin again without a word.
"""

from __future__ import annotations

import datetime as dt
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from clfcards.errors import ClfcardsError
from clfcards.log.backup import DAILY, backup_folder
from clfcards.log.copies import backups_in
from clfcards.log.guard import Standing, claims_about, standing, standing_of
from clfcards.log.log import Log, log_path
from clfcards.log.plain_copy import end_of_plain_copy, plain_copy_path
from clfcards.next_step import NextStep
from clfcards.system.files import reason, shown, sweep_leftovers

if TYPE_CHECKING:  # needed only when something is wrong, and they take a few milliseconds to import
    from clfcards.log.doctor import Diagnosis, Examined
    from clfcards.log.restore import Restorable


class LackingEventsError(ClfcardsError):
    """A log lacks events that other files still have. Nothing was written."""


def open_to_write(folder: Path, namespace: str, now: dt.datetime, second: Path | None = None) -> Log:
    """The log, open. `second` is a second folder with backups.

    Raises LackingEventsError for a log that lacks events, and ClfcardsError as `Log.open` does.
    """
    path = log_path(folder.absolute(), namespace)
    end = end_of_plain_copy(plain_copy_path(path), namespace)
    if standing(path, second) is Standing.SHORT:
        _refuse_lacking(path, second)
        log = Log.open(folder, namespace, now)
        settle_copies(log, now, second)
        return log
    log = Log.open(folder, namespace, now)
    log.keep_plain_copy(end)
    return log


class OpenedToRead(NamedTuple):
    """The log, open, and a warning if it lacks events."""

    log: Log
    warning: LackingEventsError | None


def open_to_read(folder: Path, namespace: str, second: Path | None = None) -> OpenedToRead:
    """The log for commands that only show it, in memory: nothing is written, and what is added to it is lost.

    Raises ClfcardsError for a log that is damaged, of another deck or version, or that cannot be read.
    """
    from clfcards.log.read_log import read_log  # takes a few milliseconds to import

    path = log_path(folder.absolute(), namespace)
    claims = claims_about(path, second)  # before the log is read: another program may add to both
    log = read_log(path)
    warning = None
    if standing_of(log.connection, path, claims) is Standing.SHORT:
        try:
            _refuse_lacking(path, second)
        except LackingEventsError as error:
            warning = error
    return OpenedToRead(log, warning)


def examine(folder: Path, namespace: str, second: Path | None = None) -> Examined:
    """Checks the log, and looks for its events in all copies. Nothing is written."""
    from clfcards.log import doctor
    from clfcards.use_cases.event_kinds import KINDS

    return doctor.examine(folder.absolute(), namespace, KINDS, second)


def repair(examined: Examined, now: dt.datetime, second: Path | None = None) -> Diagnosis:
    """Repairs a log with what its copies hold; afterward the next start finds them all agreeing."""
    from clfcards.log import doctor

    found = doctor.repair(examined, now)
    if found.exists and (found.damage or standing(found.path, second) is Standing.SHORT):
        with Log.open(found.path.parent, found.path.stem, now) as log:
            settle_copies(log, now, second)
    return found


def sweep(folder: Path, namespace: str) -> None:
    """Removes what killed runs left beside the log and its backups. It never fails."""
    path = log_path(folder.absolute(), namespace)
    for parent in (path.parent, backup_folder(path)):
        sweep_leftovers(parent)


def restorable(folder: Path, namespace: str, second: Path | None = None) -> Restorable:
    """What the copies of a log hold that the log lacks. Nothing is changed."""
    from clfcards.log.restore import find_restorable
    from clfcards.use_cases.event_kinds import KINDS

    path = log_path(folder.absolute(), namespace)
    try:
        return find_restorable(path, KINDS, second)
    except OSError as error:
        raise ClfcardsError(f"cannot compare '{shown(path)}' with its copies: {reason(error)}") from error


def settle_copies(log: Log, now: dt.datetime, second: Path | None = None) -> None:
    """Makes the plain copy and the newest backup agree with a log that holds everything that other copies hold.

    A backup from when the clock was ahead is the newest by its name. Every start would look at it and then read all
    copies, so the new backup gets a name that comes after it.
    """
    log.keep_plain_copy(None)
    folders = (backup_folder(log.path), second)
    made = [backup.made for folder in folders if folder is not None for backup in backups_in(folder, log.path)]
    latest = max((one for one in made if one > now), default=None)
    at = now if latest is None else latest + dt.timedelta(seconds=1)
    with suppress(ClfcardsError, OverflowError):  # the next start looks at all copies again
        log.back_up(at, DAILY, second)


def _refuse_lacking(path: Path, second: Path | None) -> None:
    found = restorable(path.parent, path.stem, second)
    if not found.events:
        if found.damage is not None:  # only doctor reads what it holds, and what it lacks is not known
            raise found.damage
        return
    best = max(found.copies, key=lambda copy: copy.lacking)
    events = f"{len(found.events):,} event{'' if len(found.events) == 1 else 's'}"
    raise LackingEventsError(
        f"'{shown(path)}' lacks {events} that it held before and '{shown(best.path)}' still holds: nothing was written",
        NextStep.run("doctor", restore=True),
    )

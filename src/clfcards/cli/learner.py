"""The learner's data folder, and the time and id of a new event."""

import datetime as dt
import os
from pathlib import Path

from clfcards.model.event import Stamp
from clfcards.model.time import Timestamp, UtcOffset

_EPOCH = Timestamp(0)


def data_folder(requested: Path | None) -> Path:
    """The requested folder, or else the platform's folder for user data."""
    if requested is not None:
        return requested
    import platformdirs

    return Path(platformdirs.user_data_dir("clfcards", appauthor=False))


def second_backup_folder() -> Path | None:
    """The folder in the variable CLFCARDS_BACKUPS, which gets a second copy of every backup."""
    named = os.environ.get("CLFCARDS_BACKUPS")
    return Path(named).expanduser().absolute() if named else None


def stamp(not_before: Timestamp = _EPOCH) -> Stamp:
    """The current time, the local UTC offset, and a random id. If the clock is behind `not_before`, that is used."""
    now = dt.datetime.now().astimezone()
    offset = now.utcoffset() or dt.timedelta()
    return Stamp(
        Timestamp(max(not_before, round(now.timestamp() * 1000))),
        UtcOffset(round(offset.total_seconds() / 60)),
        os.urandom(8).hex(),
    )

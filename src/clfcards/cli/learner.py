"""The learner's own things: where they lie, and what the world gives an event."""

import datetime as dt
import secrets
from pathlib import Path

from clfcards.model.event import Stamp
from clfcards.model.time import Timestamp, UtcOffset

_EPOCH = Timestamp(0)


def data_folder(asked: Path | None) -> Path:
    """The folder asked for, else the platform's place for a user's data."""
    if asked is not None:
        return asked
    import platformdirs

    return Path(platformdirs.user_data_dir("clfcards", appauthor=False))


def stamp(not_before: Timestamp = _EPOCH) -> Stamp:
    """Now, the local offset, and a fresh id. Where the clock is behind `not_before`, that is the time."""
    now = dt.datetime.now().astimezone()
    offset = now.utcoffset() or dt.timedelta()
    return Stamp(
        Timestamp(max(not_before, round(now.timestamp() * 1000))),
        UtcOffset(round(offset.total_seconds() / 60)),
        secrets.token_hex(8),
    )

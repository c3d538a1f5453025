"""The learner's own things: where they lie, and what the world gives an event."""

import datetime as dt
import secrets
from pathlib import Path

from clfcards.model.event import Stamp


def data_folder(asked: Path | None) -> Path:
    """The folder asked for, else the platform's place for a user's data."""
    if asked is not None:
        return asked
    import platformdirs

    return Path(platformdirs.user_data_dir("clfcards", appauthor=False))


def stamp(not_before: int = 0) -> Stamp:
    """Now, the local offset, and a fresh id. Where the clock is behind `not_before` (UTC ms), that is the time."""
    now = dt.datetime.now().astimezone()
    offset = now.utcoffset() or dt.timedelta()
    return Stamp(
        max(not_before, round(now.timestamp() * 1000)), round(offset.total_seconds() / 60), secrets.token_hex(8)
    )

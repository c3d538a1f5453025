"""Events for tests, with explicit times and ids, and with plain numbers as in the log's file."""

import datetime as dt
from typing import Any

from clfcards.memory.study_day import CUTOFF_HOUR, study_day
from clfcards.model.event import Event, Stamp
from clfcards.model.interval import interval_of
from clfcards.model.rating import Rating
from clfcards.model.time import StudyDay, Timestamp, UtcOffset

NOW = dt.datetime(2026, 3, 2, 12, tzinfo=dt.UTC)
NOON = Timestamp(int(NOW.timestamp() * 1000))
DAY = 86_400_000


def event(id_: str, kind: str, subject: str = "", at: int = NOON, **more: Any) -> Event:
    if more.get("rating") is not None:
        more["rating"] = Rating(more["rating"])
    if more.get("interval") is not None:
        more["interval"] = interval_of(more["interval"])
    return Event(**{"id": id_, "at": at, "utc_offset": 0, "kind": kind, "subject": subject, **more})


def review(id_: str, card: str, rating: int = 3, at: int = NOON, interval: int = 1, **more: Any) -> Event:
    """A review; `interval` is in days, or in seconds if negative."""
    return event(id_, "review", card, at, **{"rating": rating, "interval": interval, "duration": 5000, **more})


def undo(id_: str, target: str, at: int = NOON) -> Event:
    return event(id_, "undo", target, at)


def stamp(at: int, id_: str, utc_offset: int = 0) -> Stamp:
    return Stamp(Timestamp(at), UtcOffset(utc_offset), id_)


def day_of(at: int, utc_offset: int = 0, cutoff_hour: int = CUTOFF_HOUR) -> StudyDay:
    """The study day to which a time belongs."""
    return study_day(Timestamp(at), UtcOffset(utc_offset), cutoff_hour)

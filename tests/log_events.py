"""Events for tests: a clock that moves only when told, ids that count."""

import datetime as dt
from typing import Any

from clfcards.model.event import Event

NOON = int(dt.datetime(2026, 3, 2, 12, tzinfo=dt.UTC).timestamp() * 1000)
DAY = 86_400_000
NOW = dt.datetime(2026, 3, 2, 12, tzinfo=dt.UTC)


def event(id_: str, kind: str, subject: str = "", at: int = NOON, **more: Any) -> Event:
    return Event(**{"id": id_, "at": at, "utc_offset": 0, "kind": kind, "subject": subject, **more})


def review(id_: str, card: str, rating: int = 3, at: int = NOON, interval: int = 1, **more: Any) -> Event:
    return event(id_, "review", card, at, **{"rating": rating, "interval": interval, "duration": 5000, **more})


def undo(id_: str, target: str, at: int = NOON) -> Event:
    return event(id_, "undo", target, at)

"""Rows of the database ↔ the values they hold."""

import json
from typing import Any

from clfcards.memory.state import CardState
from clfcards.model.event import Event

EVENT_COLUMNS = "id, at, utc_offset, kind, subject, rating, duration, interval, payload"
STATE_COLUMNS = ", ".join(CardState._fields)
STATE_MARKS = ", ".join("?" * len(CardState._fields))

_encode = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False).encode


def event_of(row: tuple[Any, ...]) -> Event:
    """The event in a row of EVENT_COLUMNS."""
    id_, at, utc_offset, kind, subject, rating, duration, interval, payload = row
    values = json.loads(payload) if payload else {}
    if type(values) is not dict:
        raise json.JSONDecodeError("a payload is an object", payload, 0)
    return Event(
        id=id_, at=at, utc_offset=utc_offset, kind=kind, subject=subject, rating=rating,
        duration=duration, interval=interval, payload=values,
    )  # fmt: skip


def event_row(event: Event) -> tuple[Any, ...]:
    payload = _encode(dict(event.payload)) if event.payload else None
    return (
        event.id, event.at, event.utc_offset, event.kind, event.subject, event.rating,
        event.duration, event.interval, payload,
    )  # fmt: skip

"""Rows of the database ↔ events."""

import json
from typing import Any

from clfcards.memory.event_kinds import REVIEW
from clfcards.model.event import Event
from clfcards.model.interval import interval_of, number_of
from clfcards.model.rating import Rating

EVENT_COLUMNS = "id, at, utc_offset, kind, subject, rating, duration, interval, payload"

_encode = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False).encode
_encode_in_order = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode
_NAMES = EVENT_COLUMNS.split(", ")
_RATINGS: dict[int | None, Rating | None] = {None: None, **{rating.value: rating for rating in Rating}}


class UnreadableRowError(ValueError):
    """A row holds values that this program never writes: the file was damaged, or changed by something else."""


def event_of(row: tuple[Any, ...]) -> Event:
    """The event in a row of EVENT_COLUMNS. Raises UnreadableRowError if it is not a valid one."""
    id_, at, utc_offset, kind, subject, rating, duration, interval, payload = row
    if kind == REVIEW and (rating is None or interval is None):
        raise UnreadableRowError(f"event '{id_}': a review has a rating and an interval")
    try:
        return Event(
            id=id_, at=at, utc_offset=utc_offset, kind=kind, subject=subject, rating=_RATINGS[rating],
            duration=duration, interval=None if interval is None else interval_of(interval),
            payload=_payload_of(payload) if payload else {},
        )  # fmt: skip
    except (KeyError, TypeError, ValueError) as error:
        raise UnreadableRowError(f"event '{id_}': {error}") from error


def _payload_of(text: str) -> dict[str, Any]:
    values = json.loads(text)
    if type(values) is not dict:
        raise ValueError("a payload must be an object")
    return values


def event_row(event: Event) -> tuple[Any, ...]:
    """The row of EVENT_COLUMNS for an event."""
    return (
        event.id,
        event.at,
        event.utc_offset,
        event.kind,
        event.subject,
        None if event.rating is None else event.rating.value,
        event.duration,
        None if event.interval is None else number_of(event.interval),
        _encode(dict(event.payload)) if event.payload else None,
    )


def row_text(row: tuple[Any, ...]) -> str:
    """A row of EVENT_COLUMNS as a JSON object, without the values that the event does not have, as in an export."""
    *values, payload = row
    text = _encode_in_order({name: value for name, value in zip(_NAMES, values, strict=False) if value is not None})
    return f'{text[:-1]},"payload":{payload}}}' if payload else text


def row_bytes(row: tuple[Any, ...]) -> bytes:
    """A row of EVENT_COLUMNS as the bytes that are hashed. Raises UnreadableRowError if it is not a valid one."""
    try:
        return _encode(row).encode()
    except TypeError as error:
        raise UnreadableRowError(f"event '{row[0]}': {error}") from error

"""Rows of the database ↔ events."""

import json
from typing import Any

from clfcards.memory.event_kinds import REVIEW
from clfcards.memory.replay import Answer, touched_cards
from clfcards.model.event import Event
from clfcards.model.event_kind import UNDO
from clfcards.model.interval import interval_of, number_of
from clfcards.model.rating import Rating

EVENT_COLUMNS = "id, at, utc_offset, kind, subject, rating, duration, interval, payload"

# The index that leaves out reviews is used only for a query with its condition, in exactly the words of the migration.
NOT_UNDONE = (
    f"NOT EXISTS (SELECT 1 FROM event AS u WHERE u.kind = '{UNDO}' AND u.kind <> '{REVIEW}' AND u.subject = event.id)"
)
"""The condition that no event undoes a row of the table `event`."""

_encode = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False).encode
_decode = json.JSONDecoder().raw_decode  # without what `json.loads` does around it
_quoted = json.encoder.encode_basestring  # what the encoder does with a text, without what it does around it
_NAMES = tuple(f"{_quoted(name)}:" for name in EVENT_COLUMNS.split(", "))
_REVIEW_TYPES = (str, int, int, str, str, int, int, int, type(None))
_RATINGS: dict[int | None, Rating | None] = {None: None, **{rating.value: rating for rating in Rating}}


Row = tuple[Any, ...]
"""The values of EVENT_COLUMNS."""


class UnreadableRowError(ValueError):
    """A row holds values that this program never writes: the file was damaged, or changed by something else."""


def event_of(row: Row) -> Event:
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


def replayed_of(row: Row) -> Event | Answer:
    """What a replay needs of the event in a row. Raises UnreadableRowError if it is not a valid one."""
    id_, at, utc_offset, kind, _, rating, _, interval, payload = row
    if kind == REVIEW and not payload and type(interval) is int and (known := _RATINGS.get(rating)) is not None:
        return Answer(id_, at, utc_offset, known, interval_of(interval))
    return event_of(row)


def _payload_of(text: str) -> dict[str, Any]:
    values, end = _decode(text)
    if type(values) is not dict or end != len(text):
        raise ValueError("a payload must be an object")
    return values


def event_row(event: Event) -> Row:
    """The row of EVENT_COLUMNS for an event."""
    return (
        event.id,
        event.at,
        event.utc_offset,
        event.kind,
        event.subject,
        None if event.rating is None else int(event.rating),
        event.duration,
        None if event.interval is None else number_of(event.interval),
        _encode(dict(event.payload)) if event.payload else None,
    )


def cards_touched_by(row: Row) -> tuple[str, ...]:
    """The cards whose state the event in a row can change, as `touched_cards`."""
    kind, payload = row[3], row[8]
    return (row[4],) if kind == REVIEW and not payload else touched_cards(event_of(row))


def _json_of(value: Any) -> str:
    """A value of a row as JSON. Raises TypeError or ValueError for one that JSON does not have.

    A log has millions of them, and nearly all are numbers or texts, so the encoder is called for the others alone.
    """
    kind = type(value)
    if kind is int:
        return str(value)
    if kind is str:
        return _quoted(value)
    return "null" if value is None else _encode(value)


def row_text(row: Row) -> str:
    """A row of EVENT_COLUMNS as a JSON object, without the values that the event does not have, as in an export."""
    if tuple(map(type, row)) == _REVIEW_TYPES:  # nearly all events; the rest of this function takes three times as long
        id_, at, offset, kind, subject, rating, duration, interval, _ = row
        return (
            f'{{"id":{_quoted(id_)},"at":{at},"utc_offset":{offset},"kind":{_quoted(kind)},"subject":{_quoted(subject)}'
            f',"rating":{rating},"duration":{duration},"interval":{interval}}}'
        )
    *values, payload = row
    parts = [name + _json_of(value) for name, value in zip(_NAMES, values, strict=False) if value is not None]
    if payload:
        parts.append(f'"payload":{payload}')
    return f"{{{','.join(parts)}}}"


def row_bytes(row: Row) -> bytes:
    """A row of EVENT_COLUMNS as the bytes that are hashed. Raises UnreadableRowError if it is not a valid one."""
    if tuple(map(type, row)) == _REVIEW_TYPES:  # as above
        id_, at, offset, kind, subject, rating, duration, interval, _ = row
        return (
            f"[{_quoted(id_)},{at},{offset},{_quoted(kind)},{_quoted(subject)},{rating},{duration},{interval},null]"
        ).encode()
    try:
        return f"[{','.join(map(_json_of, row))}]".encode()
    except TypeError as error:
        raise UnreadableRowError(f"event '{row[0]}': {error}") from error

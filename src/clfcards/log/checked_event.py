"""An event from outside: only one that every command can live with becomes part of a log."""

import datetime as dt
import json
from collections.abc import Mapping
from typing import Any

from clfcards.exam.event_kinds import check_payload
from clfcards.memory.model import MAXIMUM_INTERVAL, within_bounds
from clfcards.model.event import Event

INTEGERS = ("rating", "duration", "interval")
_DAY_SECONDS = 24 * 60 * 60
_DAY_MINUTES = 24 * 60
# Far from what dates can hold, so that sums of them are dates too.
_LATEST_MS = int(dt.datetime(2200, 1, 1, tzinfo=dt.UTC).timestamp() * 1000)
_encode = json.JSONEncoder(ensure_ascii=False, allow_nan=False).encode


def checked_event(raw: Any) -> Event:
    """An event from JSON. Raises ValueError with what is wrong with it."""
    if not isinstance(raw, dict):
        raise ValueError("it is no event")  # noqa: TRY004  # a line of the file is wrong, not a caller
    for name in ("id", "kind"):
        if not isinstance(raw.get(name), str) or not raw[name]:
            raise ValueError(f"'{name}' is missing")
    try:
        _encode(raw).encode()
    except ValueError as error:
        raise ValueError("it holds half a character, or a number that is none") from error
    integers = {name: raw.get(name) for name in ("at", "utc_offset", *INTEGERS)}
    for name, value in integers.items():
        required = name in ("at", "utc_offset") or (raw["kind"] == "review" and name in ("rating", "interval"))
        if (value is None and required) or (value is not None and (type(value) is not int or abs(value) >= 2**53)):
            raise ValueError(f"'{name}' is {value!r}, not a whole number")
    if integers["rating"] not in (None, 1, 2, 3, 4):
        raise ValueError(f"a rating is 1, 2, 3 or 4, not {integers['rating']!r}")
    if (integers["duration"] or 0) < 0:
        raise ValueError("'duration' is negative")
    if abs(integers["utc_offset"] or 0) >= _DAY_MINUTES:
        raise ValueError(f"'utc_offset' is {integers['utc_offset']} minutes, a day or more")
    if not 0 <= (integers["at"] or 0) < _LATEST_MS:
        raise ValueError(f"'at' is {integers['at']}, not a time from 1970 to 2200")
    if not -MAXIMUM_INTERVAL * _DAY_SECONDS <= (integers["interval"] or 0) <= MAXIMUM_INTERVAL:
        raise ValueError(f"'interval' is {integers['interval']}, more than {MAXIMUM_INTERVAL} days")
    subject, payload = raw.get("subject", ""), raw.get("payload", {})
    if not isinstance(subject, str) or not isinstance(payload, dict):
        raise ValueError("'subject' is text and 'payload' an object")  # noqa: TRY004
    _check_payload(raw["kind"], payload)
    return Event(id=raw["id"], kind=raw["kind"], subject=subject, payload=payload, **integers)  # type: ignore[arg-type]  # checked above


def _check_payload(kind: str, payload: Mapping[str, Any]) -> None:
    """What replay reads of a payload must be what it expects."""
    pulled = payload.get("pulled", [])
    if not isinstance(pulled, list) or not all(isinstance(card, str) for card in pulled):
        raise ValueError("'pulled' is not a list of cards")
    if not isinstance(payload.get("answer", ""), str):
        raise ValueError("'answer' is not text")  # noqa: TRY004
    if kind == "flag" and payload.get("flag") not in range(8):
        raise ValueError("'flag' is not 0 to 7")
    if kind == "weights":
        weights = payload.get("weights")
        if not isinstance(weights, list) or not all(type(w) in (int, float) for w in weights):
            raise ValueError("'weights' is not a list of numbers")
        if not within_bounds(weights):
            raise ValueError("'weights' are not 21 numbers inside FSRS-6's bounds")
    check_payload(kind, payload)

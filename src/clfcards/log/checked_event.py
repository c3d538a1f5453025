"""An event from outside: only one that every command can live with becomes part of a log."""

import datetime as dt
import json
from collections.abc import Mapping
from typing import Any

from clfcards.model.event import Event
from clfcards.model.event_kind import EventKind, EventKinds
from clfcards.model.interval import MAXIMUM_DAYS, interval_of
from clfcards.model.rating import Rating

_DAY_SECONDS = 24 * 60 * 60
_DAY_MINUTES = 24 * 60
# Far from what dates can hold, so that sums of them are dates too.
_LATEST_MS = int(dt.datetime(2200, 1, 1, tzinfo=dt.UTC).timestamp() * 1000)
_INTEGERS = ("at", "utc_offset", "rating", "duration", "interval")
_encode = json.JSONEncoder(ensure_ascii=False, allow_nan=False).encode


def checked_event(raw: Any, kinds: EventKinds) -> Event:
    """An event from JSON. Raises ValueError with what is wrong with it.

    One of a kind that is not among `kinds` was written by a newer program: it is held only to what is
    true of every event.
    """
    if not isinstance(raw, dict):
        raise ValueError("it is not an event")  # noqa: TRY004  # a line of the file is wrong, not a caller
    for name in ("id", "kind"):
        if not isinstance(raw.get(name), str) or not raw[name]:
            raise ValueError(f"'{name}' is missing")
    try:
        _encode(raw).encode()
    except ValueError as error:
        raise ValueError("it holds half a character, or a number that is not one") from error
    kind = kinds.get(raw["kind"], EventKind(raw["kind"]))
    integers = _checked_integers(raw, kind)
    subject, payload = raw.get("subject", ""), raw.get("payload", {})
    if not isinstance(subject, str) or not isinstance(payload, dict):
        raise ValueError("'subject' is text and 'payload' an object")  # noqa: TRY004
    _check_payload(payload)
    kind.check(payload)
    rating, interval = integers.pop("rating"), integers.pop("interval")
    return Event(
        id=raw["id"],
        kind=raw["kind"],
        subject=subject,
        payload=payload,
        rating=None if rating is None else Rating(rating),
        interval=None if interval is None else interval_of(interval),
        **integers,  # type: ignore[arg-type]  # checked above
    )


def _checked_integers(raw: Mapping[str, Any], kind: EventKind) -> dict[str, int | None]:
    """The event's numbers, each a whole number in its range, or None where it need not be there."""
    integers = {name: raw.get(name) for name in _INTEGERS}
    for name, value in integers.items():
        is_required = name in ("at", "utc_offset") or (kind.is_rating and name in ("rating", "interval"))
        if (value is None and is_required) or (value is not None and (type(value) is not int or abs(value) >= 2**53)):
            raise ValueError(f"'{name}' is {value!r}, not a whole number")
    if integers["rating"] not in (None, *Rating):
        raise ValueError(f"a rating is 1, 2, 3 or 4, not {integers['rating']!r}")
    if (integers["duration"] or 0) < 0:
        raise ValueError("'duration' is negative")
    if abs(integers["utc_offset"] or 0) >= _DAY_MINUTES:
        raise ValueError(f"'utc_offset' is {integers['utc_offset']} minutes, a day or more")
    if not 0 <= (integers["at"] or 0) < _LATEST_MS:
        raise ValueError(f"'at' is {integers['at']}, not a time from 1970 to 2200")
    if not -MAXIMUM_DAYS * _DAY_SECONDS <= (integers["interval"] or 0) <= MAXIMUM_DAYS:
        raise ValueError(f"'interval' is {integers['interval']}, more than {MAXIMUM_DAYS} days")
    return integers


def _check_payload(payload: Mapping[str, Any]) -> None:
    """What replay reads of the payload of any event must be what it expects."""
    pulled = payload.get("pulled", [])
    if not isinstance(pulled, list) or not all(isinstance(card, str) for card in pulled):
        raise ValueError("'pulled' is not a list of cards")
    if not isinstance(payload.get("answer", ""), str):
        raise ValueError("'answer' is not text")  # noqa: TRY004

"""Checks an event from outside: only an event that every command can handle may become part of a log."""

import datetime as dt
import json
from collections.abc import Callable, Mapping
from typing import Any

from clfcards.model.event import Event
from clfcards.model.event_kind import EventKind, EventKinds, accept_anything
from clfcards.model.interval import MAXIMUM_DAYS, interval_of
from clfcards.model.rating import Rating

_DAY_SECONDS = 24 * 60 * 60
_DAY_MINUTES = 24 * 60
# Well within the range of dates, so that sums of times are still dates.
_LATEST_MS = int(dt.datetime(2200, 1, 1, tzinfo=dt.UTC).timestamp() * 1000)
_INTEGERS = ("at", "utc_offset", "rating", "duration", "interval")
_REQUIRED = frozenset({"at", "utc_offset"})
_REQUIRED_OF_A_RATING = _REQUIRED | {"rating", "interval"}
_RATINGS = frozenset({None, *map(int, Rating)})
_RATING_OF = {rating.value: rating for rating in Rating}
_TEXTS, _NUMBERS, _MAYBE_NUMBER = (str,) * 3, (int,) * 4, (int, type(None))
_PLAIN = frozenset({"id", "kind", "subject", *_INTEGERS})  # the names of an event without a payload
_encode = json.JSONEncoder(ensure_ascii=False, allow_nan=False).encode


def checked_event(raw: Any, kinds: EventKinds) -> Event:
    """The event in a JSON value. Raises ValueError with a message that says what is wrong.

    A newer program wrote an event whose kind is not among `kinds`: only what is common to all events is
    checked in it.
    """
    if not isinstance(raw, dict):
        raise ValueError("it is not an event")  # noqa: TRY004  # the error is in the file, not in the caller
    if (event := _plain_answer(raw, kinds)) is not None:
        return event
    for name in ("id", "kind"):
        if not isinstance(raw.get(name), str) or not raw[name]:
            raise ValueError(f"'{name}' is missing")
    try:
        # Texts alone can hold half of a surrogate pair. Where there are only those, encoding all of it takes long.
        (f"{raw['id']}{raw['kind']}{raw.get('subject')}" if raw.keys() <= _PLAIN else _encode(raw)).encode()
    except ValueError as error:
        raise ValueError("it holds half of a surrogate pair, or NaN or Infinity") from error
    kind = kinds.get(raw["kind"], EventKind(raw["kind"]))
    integers = _checked_integers(raw, kind)
    subject, payload = raw.get("subject", ""), raw.get("payload", {})
    if not isinstance(subject, str) or not isinstance(payload, dict):
        raise ValueError("'subject' must be text, and 'payload' must be an object")  # noqa: TRY004  # as above
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


def _plain_answer(raw: dict[str, Any], kinds: EventKinds) -> Event | None:
    """The event, if it is an answer without a payload that passes every check; None if the checks must look at it.

    Nearly all events of an import are such ones, and the checks one by one take twice as long.
    """
    get: Callable[..., Any] = raw.get
    id_, kind, subject, at, offset = get("id"), get("kind"), get("subject", ""), get("at"), get("utc_offset")
    rating, duration, interval = get("rating"), get("duration"), get("interval")
    if (
        (type(id_), type(kind), type(subject)) == _TEXTS
        and (type(at), type(offset), type(rating), type(interval)) == _NUMBERS
        and type(duration) in _MAYBE_NUMBER
        and 0 <= (duration or 0) < 2**53
        and id_
        and (known := kinds.get(kind)) is not None
        and known.is_rating
        and known.check is accept_anything
        and raw.keys() <= _PLAIN
        and 0 <= at < _LATEST_MS
        and -_DAY_MINUTES < offset < _DAY_MINUTES
        and rating in _RATINGS
        and -MAXIMUM_DAYS * _DAY_SECONDS <= interval <= MAXIMUM_DAYS
        and id_.isascii()
        and subject.isascii()
    ):
        return Event(
            id=id_, at=at, utc_offset=offset, kind=kind, subject=subject, rating=_RATING_OF[rating],
            duration=duration, interval=interval_of(interval),
        )  # fmt: skip
    return None


def _checked_integers(raw: Mapping[str, Any], kind: EventKind) -> dict[str, int | None]:
    """The event's numbers, each an integer in its range, or None if it is absent and not required."""
    integers = {name: raw.get(name) for name in _INTEGERS}
    required = _REQUIRED_OF_A_RATING if kind.is_rating else _REQUIRED
    for name, value in integers.items():
        if (name in required) if value is None else (type(value) is not int or abs(value) >= 2**53):
            raise ValueError(f"'{name}' must be a whole number, not {value!r}")
    if integers["rating"] not in _RATINGS:
        raise ValueError(f"'rating' must be 1, 2, 3 or 4, not {integers['rating']!r}")
    if (integers["duration"] or 0) < 0:
        raise ValueError("'duration' is negative")
    if abs(integers["utc_offset"] or 0) >= _DAY_MINUTES:
        raise ValueError(f"'utc_offset' must be less than a day, not {integers['utc_offset']} minutes")
    if not 0 <= (integers["at"] or 0) < _LATEST_MS:
        raise ValueError(f"'at' must be a time from 1970 to 2200, not {integers['at']}")
    if not -MAXIMUM_DAYS * _DAY_SECONDS <= (integers["interval"] or 0) <= MAXIMUM_DAYS:
        raise ValueError(f"'interval' must be at most {MAXIMUM_DAYS} days, not {integers['interval']}")
    return integers


def _check_payload(payload: Mapping[str, Any]) -> None:
    """Checks the values that replay reads from the payload of any event."""
    pulled = payload.get("pulled", [])
    if not isinstance(pulled, list) or not all(isinstance(card, str) for card in pulled):
        raise ValueError("'pulled' is not a list of cards")
    if not isinstance(payload.get("answer", ""), str):
        raise ValueError("'answer' is not text")  # noqa: TRY004  # as above

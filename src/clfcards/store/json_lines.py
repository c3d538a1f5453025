"""A log as JSON lines: a head that names the namespace, then one event a line, in order."""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from clfcards.errors import ClfcardsError
from clfcards.memory.model import within_bounds
from clfcards.model.event import Event

FORMAT = 1
_HEAD = "clfcards_log"
_INTEGERS = ("rating", "duration", "interval")
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode


def export_lines(events: Iterable[Event], namespace: str) -> Iterator[str]:
    """The lines, each with its end."""
    yield _encode({_HEAD: FORMAT, "namespace": namespace}) + "\n"
    for event in events:
        values: dict[str, Any] = {
            "id": event.id, "at": event.at, "utc_offset": event.utc_offset, "kind": event.kind,
            "subject": event.subject,
        }  # fmt: skip
        values |= {name: getattr(event, name) for name in _INTEGERS if getattr(event, name) is not None}
        if event.payload:
            values["payload"] = dict(event.payload)
        yield _encode(values) + "\n"


def import_events(lines: Iterable[bytes], name: str, namespace: str) -> list[Event]:
    """The events in a file's lines; `name` is the file's, for messages.

    Raises ClfcardsError for a line that is no event, a log of another deck, or a newer format.
    """
    events: list[Event] = []
    has_head = False
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            raw = json.loads(line)
            if isinstance(raw, dict) and _HEAD in raw:
                _check_head(raw, name, namespace)
                has_head = True
                continue
            events.append(_body(raw, has_head))
        except (ValueError, TypeError, KeyError, RecursionError) as error:
            what = "it is no JSON, the file may be cut off" if isinstance(error, json.JSONDecodeError) else str(error)
            raise ClfcardsError(f"'{name}' line {number}: {what}; nothing was imported") from error
    return events


def _check_head(raw: Mapping[str, Any], name: str, namespace: str) -> None:
    if not isinstance(raw[_HEAD], int) or raw[_HEAD] > FORMAT:
        raise ClfcardsError(f"'{name}' was written by a newer clfcards: update the program; nothing was imported")
    if raw.get("namespace") != namespace:
        raise ClfcardsError(
            f"'{name}' is a log of '{raw.get('namespace')}', this deck's is '{namespace}': nothing was imported"
        )


def _body(raw: Any, has_head: bool) -> Event:
    if not has_head:
        raise ValueError("the file does not begin as a log")
    return checked_event(raw)


def checked_event(raw: Any) -> Event:
    """An event from JSON. Raises ValueError with what is wrong with it."""
    if not isinstance(raw, dict):
        raise ValueError("it is no event")  # noqa: TRY004  # a line of the file is wrong, not a caller
    for name in ("id", "kind"):
        if not isinstance(raw.get(name), str) or not raw[name]:
            raise ValueError(f"'{name}' is missing")
    integers = {name: raw.get(name) for name in ("at", "utc_offset", *_INTEGERS)}
    for name, value in integers.items():
        required = name in ("at", "utc_offset") or (raw["kind"] == "review" and name in ("rating", "interval"))
        if (value is None and required) or (value is not None and (type(value) is not int or abs(value) >= 2**53)):
            raise ValueError(f"'{name}' is {value!r}, not a whole number")
    if integers["rating"] not in (None, 1, 2, 3, 4):
        raise ValueError(f"a rating is 1, 2, 3 or 4, not {integers['rating']!r}")
    if (integers["duration"] or 0) < 0:
        raise ValueError("'duration' is negative")
    if abs(integers["utc_offset"] or 0) > 24 * 60:
        raise ValueError(f"'utc_offset' is {integers['utc_offset']} minutes, more than a day")
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

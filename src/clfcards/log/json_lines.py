"""A log as JSON lines: a header line with the namespace, then one event per line, in order."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from clfcards.errors import ClfcardsError
from clfcards.log.checked_event import checked_event
from clfcards.log.import_limits import ImportLimits
from clfcards.model.event import Event
from clfcards.model.event_kind import EventKinds
from clfcards.model.interval import number_of
from clfcards.model.time import Timestamp

FORMAT = 1
_HEAD = "clfcards_log"
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode


def export_lines(events: Iterable[Event], namespace: str) -> Iterator[str]:
    """The lines, each with its line end."""
    yield _encode({_HEAD: FORMAT, "namespace": namespace}) + "\n"
    for event in events:
        yield _encode(_values(event)) + "\n"


def _values(event: Event) -> dict[str, Any]:
    """The values in an event's line, without those that the event does not have."""
    values: dict[str, Any] = {
        "id": event.id, "at": event.at, "utc_offset": event.utc_offset, "kind": event.kind, "subject": event.subject,
    }  # fmt: skip
    if event.rating is not None:
        values["rating"] = event.rating.value
    if event.duration is not None:
        values["duration"] = event.duration
    if event.interval is not None:
        values["interval"] = number_of(event.interval)
    if event.payload:
        values["payload"] = dict(event.payload)
    return values


def import_events(
    lines: Iterable[bytes],
    name: str,
    namespace: str,
    kinds: EventKinds,
    latest: Timestamp,
    check: Callable[[Event], None] | None = None,
) -> Iterator[Event]:
    """The events in a file's lines, one at a time. `name` is the file's name for messages.

    `kinds` are those that this version knows, and `latest` is the latest time that an event may have. `check` raises
    ValueError for an event that makes no sense beside those before it. Raises ClfcardsError for a line that is not an
    event, or not one that every command could handle, an empty file, a log of another deck, or a newer format.
    """
    limits = ImportLimits(latest)
    has_head = False
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            raw = _parsed(line)
            if isinstance(raw, dict) and _HEAD in raw:
                _check_head(raw, namespace)
                has_head = True
                continue
            _require_head(has_head)
            event = checked_event(raw, kinds)
            limits.check(event)
            if check is not None:
                check(event)
        except (ValueError, TypeError, KeyError) as error:
            raise ClfcardsError(f"'{name}' line {number}: {error}; nothing was imported") from error
        except ClfcardsError as error:
            raise ClfcardsError(f"'{name}' line {number}: {error}; nothing was imported", error.next_step) from error
        yield event
    if not has_head:
        raise ClfcardsError(f"'{name}' is empty: an export has at least a header line; export the log again")


def checked_events(
    events: Iterable[Event], name: str, latest: Timestamp, check: Callable[[Event], None]
) -> Iterator[Event]:
    """Events that were made from something else than lines, after the same checks. Raises ClfcardsError."""
    limits = ImportLimits(latest)
    for event in events:
        try:
            limits.check(event)
            check(event)
        except (ValueError, ClfcardsError) as error:
            step = error.next_step if isinstance(error, ClfcardsError) else None
            raise ClfcardsError(f"'{name}': {error}; nothing was imported", step) from error
        yield event


def _parsed(line: bytes) -> Any:
    """The JSON value in a line. Raises ValueError with a message for the user if it is not JSON."""
    try:
        return json.loads(line)
    except UnicodeDecodeError as error:
        raise ValueError("it is not UTF-8 text") from error
    except (ValueError, RecursionError) as error:
        raise ValueError("it is not JSON; the file may be cut off") from error


def _check_head(raw: Mapping[str, Any], namespace: str) -> None:
    if not isinstance(raw[_HEAD], int) or raw[_HEAD] > FORMAT:
        raise ClfcardsError("it was written by a newer clfcards: update the program")
    if raw.get("namespace") != namespace:
        raise ClfcardsError(f"it is a log of '{str(raw.get('namespace'))[:80]}', but this deck is '{namespace}'")


def _require_head(has_head: bool) -> None:
    if not has_head:
        raise ValueError("the file does not begin with the header of a log")

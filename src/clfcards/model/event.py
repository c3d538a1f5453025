"""Events: the learner's log, of which everything else about a learner is derived."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from clfcards.model.event_kind import UNDO
from clfcards.model.interval import Interval
from clfcards.model.rating import Rating
from clfcards.model.time import Milliseconds, Timestamp, UtcOffset


@dataclass(frozen=True, slots=True)
class Stamp:
    """What the world gives an event: the time, the local offset, and an id no other event has."""

    at: Timestamp
    utc_offset: UtcOffset
    id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One thing that happened. Events are never changed or removed; an `undo` names the one it cancels.

    `kind` is the name of an EventKind, or of one that only a newer program knows. `subject` is what it
    happened to: a card, a question, another event's id, a setting's name. `duration` is how long the
    learner took, `interval` what was scheduled. `payload` is JSON, for the rest; its `pulled` lists cards
    that the event brings forward.
    """

    id: str
    at: Timestamp
    utc_offset: UtcOffset
    kind: str
    subject: str = ""
    rating: Rating | None = None
    duration: Milliseconds | None = None
    interval: Interval | None = None
    payload: Mapping[str, Any] = field(default_factory=dict)

    @property
    def order(self) -> tuple[int, str]:
        """The place in the one order in which logs are replayed, on whichever device."""
        return self.at, self.id


def stamped(stamp: Stamp, kind: str, subject: str = "", payload: Mapping[str, Any] | None = None) -> Event:
    """The event of this kind that happened at the stamp's time."""
    return Event(
        id=stamp.id, at=stamp.at, utc_offset=stamp.utc_offset, kind=kind, subject=subject, payload=payload or {}
    )


def live(events: Iterable[Event]) -> list[Event]:
    """The events that no undo cancels, in order. An undo itself is not cancelled."""
    events = list(events)
    undone = {event.subject for event in events if event.kind == UNDO}
    return sorted((e for e in events if e.kind == UNDO or e.id not in undone), key=lambda e: e.order)

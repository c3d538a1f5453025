"""Events: the learner's log, from which everything else about a learner is derived."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from clfcards.model.event_kind import UNDO
from clfcards.model.interval import Interval
from clfcards.model.rating import Rating
from clfcards.model.time import Milliseconds, Timestamp, UtcOffset


@dataclass(frozen=True, slots=True)
class Stamp:
    """The parts of an event that come from outside: the time, the local UTC offset, and a unique id."""

    at: Timestamp
    utc_offset: UtcOffset
    id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One thing that happened. Events are never changed or removed; an `undo` names the one it cancels.

    `kind` is the name of an EventKind, or of a kind that only a newer version knows. `subject` is what the
    event happened to: a card, a question, another event's id, or a setting's name. `duration` is how long
    the learner took, and `interval` is what was scheduled. `payload` is JSON for everything else; its
    `pulled` entry lists the cards that the event brings forward.
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
        """The sort key for replaying a log: the order is the same on every device."""
        return self.at, self.id


def stamped(stamp: Stamp, kind: str, subject: str = "", payload: Mapping[str, Any] | None = None) -> Event:
    """The event of this kind that happened at the stamp's time."""
    return Event(
        id=stamp.id, at=stamp.at, utc_offset=stamp.utc_offset, kind=kind, subject=subject, payload=payload or {}
    )


def live(events: Iterable[Event]) -> list[Event]:
    """The events that no undo cancels, in order. An undo itself cannot be canceled."""
    events = list(events)
    undone = {event.subject for event in events if event.kind == UNDO}
    return sorted((e for e in events if e.kind == UNDO or e.id not in undone), key=lambda e: e.order)

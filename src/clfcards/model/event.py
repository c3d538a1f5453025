"""Events: the learner's log, of which everything else about a learner is derived."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Stamp:
    """What the world gives an event: the time, and an id no other event has.

    `at` is UTC in milliseconds since 1970, `utc_offset` the local offset in minutes east of it.
    """

    at: int
    utc_offset: int
    id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One thing that happened. Events are never changed or removed; an `undo` names the one it cancels.

    `subject` is what it happened to: a card, a question, another event's id, a setting's name.
    `rating` is 1 (again) to 4 (easy). `duration` is in milliseconds. `interval` is what was
    scheduled: days where positive, seconds where negative. `payload` is JSON, for the rest;
    its `pulled` lists cards that the event brings forward.
    """

    id: str
    at: int
    utc_offset: int
    kind: str
    subject: str = ""
    rating: int | None = None
    duration: int | None = None
    interval: int | None = None
    payload: Mapping[str, Any] = field(default_factory=dict)

    @property
    def order(self) -> tuple[int, str]:
        """The place in the one order in which logs are replayed, on whichever device."""
        return self.at, self.id


def live(events: Iterable[Event]) -> list[Event]:
    """The events that no undo cancels, in order. An undo itself is not cancelled."""
    events = list(events)
    undone = {event.subject for event in events if event.kind == "undo"}
    return sorted((e for e in events if e.kind == "undo" or e.id not in undone), key=lambda e: e.order)

"""What happens in a sitting, one value a keystroke that matters, as it stands in the log."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, get_args

from clfcards.model.instant import Instant

Confidence = Literal["sure", "unsure", "guess"]
CONFIDENCES: tuple[Confidence, ...] = ("sure", "unsure", "guess")

EventKind = Literal[
    "looked",  # at a question: it is the current one now
    "chose",  # the options that are chosen now, all of them
    "flagged",
    "unflagged",
    "struck",  # an option out
    "unstruck",
    "marked",  # how sure the learner is; an empty word takes the mark back
    "ticked",  # nothing but that time has passed
    "stopped",  # left, to go on later
    "resumed",
    "voided",  # questions that have left the bank and no longer count
    "submitted",  # `word` is "learner", or "clock" where the time was up
    "abandoned",
]


@dataclass(frozen=True, slots=True)
class Event:
    """One event. `question` is an id; `options` are option keys (for "voided": question ids)."""

    kind: EventKind
    at: Instant
    question: str = ""
    options: tuple[str, ...] = ()
    word: str = ""


def event_to_json(event: Event) -> dict[str, Any]:
    """The event as it stands in the log, without what is empty."""
    raw = {
        "kind": event.kind,
        **instant_to_json(event.at),
        "question": event.question,
        "options": list(event.options),
        "word": event.word,
    }
    return {name: value for name, value in raw.items() if value not in ("", [])}


def event_from_json(raw: Mapping[str, Any]) -> Event:
    """The event of `event_to_json`. Raises KeyError, TypeError or ValueError where it is none."""
    if raw["kind"] not in get_args(EventKind):
        raise ValueError(f"there is no step '{raw['kind']}'")
    return Event(
        raw["kind"],
        instant_from_json(raw),
        raw.get("question", ""),
        tuple(raw.get("options", ())),
        raw.get("word", ""),
    )


def instant_to_json(at: Instant) -> dict[str, Any]:
    return {"wall": at.wall.isoformat(), "ticks": round(at.ticks, 3), "boot": at.boot}


def instant_from_json(raw: Mapping[str, Any]) -> Instant:
    """The moment of `instant_to_json`. Raises KeyError, TypeError or ValueError where it is none."""
    wall = dt.datetime.fromisoformat(raw["wall"])
    if wall.utcoffset() is None:
        raise ValueError(f"'{raw['wall']}' names no time zone")
    return Instant(wall, float(raw["ticks"]), raw.get("boot", ""))

"""The steps of a sitting, as the log stores them: one for each keystroke that has an effect."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from clfcards.codec import from_json, to_json
from clfcards.model.instant import Instant

StepKind = Literal[
    "looked",  # at a question, which becomes the current one
    "chose",  # options: all that are chosen now
    "flagged",
    "unflagged",
    "struck",  # out an option
    "unstruck",
    "marked",  # how sure the learner is; an empty word removes the mark
    "ticked",  # only time has passed
    "stopped",  # left, to be resumed later
    "resumed",
    "voided",  # questions that have left the bank and no longer count
    "submitted",  # `word` is "learner", or "clock" if the time was up
    "abandoned",
]


@dataclass(frozen=True, slots=True)
class Step:
    """One step. `question` is an id; `options` are option keys (for "voided": question ids)."""

    kind: StepKind
    at: Instant
    question: str = ""
    options: tuple[str, ...] = ()
    word: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """An instant as the log stores it: `wall` is ISO 8601 with its offset; `ticks` are rounded to milliseconds."""

    wall: str
    ticks: float
    boot: str = ""

    def instant(self) -> Instant:
        """Raises ValueError if `wall` is not a valid time or has no time zone."""
        wall = dt.datetime.fromisoformat(self.wall)
        if wall.utcoffset() is None:
            raise ValueError(f"'{self.wall}' has no time zone")
        return Instant(wall, self.ticks, self.boot)


@dataclass(frozen=True, slots=True, kw_only=True)
class StepRecord(Moment):
    """A step as the log stores it, without empty fields."""

    kind: StepKind
    question: str = ""
    options: tuple[str, ...] = ()
    word: str = ""


def step_to_json(step: Step) -> dict[str, Any]:
    """The payload of a step."""
    record = StepRecord(
        **moment_fields(step.at), kind=step.kind, question=step.question, options=step.options, word=step.word
    )
    return {name: value for name, value in to_json(record).items() if value not in ("", ())}


def step_from_json(raw: Mapping[str, Any]) -> Step:
    """The step in a payload of `step_to_json`. Raises ValueError if it is not valid."""
    record = from_json(raw, StepRecord)
    return Step(record.kind, record.instant(), record.question, record.options, record.word)


def moment_fields(at: Instant) -> dict[str, Any]:
    """The fields of a `Moment`, for the records that inherit from it."""
    return {"wall": at.wall.isoformat(), "ticks": round(at.ticks, 3), "boot": at.boot}


def instant_from_json(raw: Mapping[str, Any]) -> Instant:
    """The moment at which a record was made. Raises ValueError if the record does not have one."""
    return from_json(raw, Moment).instant()

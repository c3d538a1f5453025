"""The state of a sitting at its end, so that past sittings need not be replayed step by step at every start.

It equals the result of replaying the sitting's steps (a test checks this), and can be deleted.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from clfcards.codec import from_json, to_json
from clfcards.exam.sitting import Ending, Sitting
from clfcards.exam.sitting_steps import Moment, moment_fields


@dataclass(frozen=True, slots=True, kw_only=True)
class EndRecord(Moment):
    """The end of a sitting as the log stores it. The fields are those of `Sitting`."""

    current: str
    used_seconds: float
    answers: Mapping[str, tuple[str, ...]]
    revisions: Mapping[str, tuple[tuple[str, ...], ...]]
    confidence: Mapping[str, str]
    seconds_on: Mapping[str, float]
    flagged: frozenset[str]
    struck: tuple[tuple[str, str], ...]
    seen: frozenset[str]
    void: frozenset[str]
    ended: Ending


def end_to_json(sitting: Sitting) -> dict[str, Any]:
    """The payload of a sitting's end."""
    record = EndRecord(
        **moment_fields(sitting.last),
        current=sitting.current,
        used_seconds=sitting.used_seconds,
        answers=sitting.answers,
        revisions=sitting.revisions,
        confidence=sitting.confidence,
        seconds_on=sitting.seconds_on,
        flagged=sitting.flagged,
        struck=tuple(sorted(sitting.struck)),
        seen=sitting.seen,
        void=sitting.void,
        ended=sitting.ended,
    )
    return dict(to_json(record))


def ended_from_json(begun: Sitting, raw: Mapping[str, Any]) -> Sitting:
    """The sitting that began as `begun` and ended as `raw` says. Raises ValueError if `raw` is not a valid end."""
    record = from_json(raw, EndRecord)
    return replace(
        begun,
        last=record.instant(),
        current=record.current,
        used_seconds=record.used_seconds,
        answers=record.answers,
        revisions=record.revisions,
        confidence=record.confidence,
        seconds_on=record.seconds_on,
        flagged=record.flagged,
        struck=frozenset(record.struck),
        seen=record.seen,
        void=record.void,
        ended=record.ended,
    )

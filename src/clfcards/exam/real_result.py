"""The result of the real exam, as a learner reports it, beside what readiness had said."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from clfcards.codec import from_json, to_json
from clfcards.exam.verdict import Verdict
from clfcards.model.number import Number

_FARTHEST_VALUE = 1_000_000  # far above the scores of any exam


@dataclass(frozen=True, slots=True)
class Forecast:
    """What readiness said at the beginning of the exam's day.

    `probability`, `low` and `high` (90% interval) are those of passing on the day; `attempts` were counted.
    """

    verdict: Verdict
    probability: float
    low: float
    high: float
    attempts: int

    def __post_init__(self) -> None:
        if not all(0 <= chance <= 1 for chance in (self.probability, self.low, self.high)):
            raise ValueError("a probability must be from 0 to 1")
        if self.attempts < 0:
            raise ValueError("the number of attempts is negative")


@dataclass(frozen=True, slots=True, kw_only=True)
class RealResult:
    """One result. `value` is in the unit of the exam's own report, or None if only pass or fail is known.

    `forecast` is None for a result whose readiness could not be computed.
    """

    passed: bool
    day: dt.date
    value: Number | None = None
    forecast: Forecast | None = None

    def __post_init__(self) -> None:
        if self.value is not None and not abs(self.value) <= _FARTHEST_VALUE:
            raise ValueError(f"a score must be at most {_FARTHEST_VALUE:,}")


def result_to_json(result: RealResult) -> dict[str, Any]:
    """The payload of the event."""
    return dict(to_json(result))


def result_from_json(raw: Mapping[str, Any]) -> RealResult:
    """The result in an event's payload. Raises ValueError if it is not one."""
    return from_json(raw, RealResult)

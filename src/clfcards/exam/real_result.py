"""The result of the real exam, as a learner reports it, beside what readiness had said."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from clfcards.codec import from_json, to_json
from clfcards.exam.verdict import Verdict
from clfcards.model.number import Number


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


@dataclass(frozen=True, slots=True, kw_only=True)
class RealResult:
    """One result. `value` is in the unit of the exam's own report, or None if only pass or fail is known.

    `forecast` is None for a result whose readiness could not be computed.
    """

    passed: bool
    day: dt.date
    value: Number | None = None
    forecast: Forecast | None = None


def result_to_json(result: RealResult) -> dict[str, Any]:
    """The payload of the event."""
    return dict(to_json(result))


def result_from_json(raw: Mapping[str, Any]) -> RealResult:
    """The result in an event's payload. Raises ValueError if it is not one."""
    return from_json(raw, RealResult)

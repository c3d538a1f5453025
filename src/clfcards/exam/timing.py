"""The time limit of a sitting."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from clfcards.model.guide import Format


@dataclass(frozen=True, slots=True)
class Timing:
    """The limit in seconds (None: untimed), and whether time away counts (`strict`)."""

    limit_seconds: float | None
    strict: bool = False


def exam_timing(terms: Format, questions: int, *, extra_minutes: int = 0, strict: bool = False) -> Timing:
    """The exam's minutes in proportion to the number of questions, plus `extra_minutes`."""
    seconds = round(60 * terms.minutes * questions / terms.questions)
    return Timing(float(seconds + 60 * extra_minutes), strict)

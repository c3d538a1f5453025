"""Past attempts: numbering them and comparing two of them."""

import math
from dataclasses import dataclass

from clfcards.exam.report import Part, Report
from clfcards.exam.score import FormScore
from clfcards.exam.seen import Seen
from clfcards.model.number import Number


@dataclass(frozen=True, slots=True)
class Attempt:
    """The report of a finished sitting, its number in the learner's history, from 1, and what was seen before it."""

    number: int
    report: Report
    seen: Seen


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two attempts side by side.

    `gain` is in the unit of the scores, and `error` is its standard error; both are None if either attempt has no
    score, or if they are right answers to different numbers of questions.
    """

    earlier: Attempt
    later: Attempt
    gain: Number | None
    error: Number | None
    domains: tuple[tuple[Part, Part], ...]

    @property
    def is_clear(self) -> bool:
        """Whether the difference is more than twice its standard error."""
        return self.gain is not None and self.error is not None and abs(self.gain) > 2 * self.error


def compare(earlier: Attempt, later: Attempt) -> Comparison:
    """The later attempt compared with the earlier one."""
    gain, error = _gain(earlier.report.result, later.report.result)
    later_parts = {part.id: part for part in later.report.domains}
    domains = tuple((part, later_parts[part.id]) for part in earlier.report.domains if part.id in later_parts)
    return Comparison(earlier, later, gain, error, domains)


def _gain(before: FormScore | None, after: FormScore | None) -> tuple[Number | None, Number | None]:
    """The difference of two scores with its standard error; None if they have no unit in common."""
    if not before or not after or before.score.kind != after.score.kind:
        return None, None
    if before.score.kind == "raw" and before.of != after.of:
        return None, None
    gain = after.score.value - before.score.value
    error = math.hypot(before.standard_error, after.standard_error)
    return (round(gain, 2), round(error, 1)) if before.score.kind == "percent" else (gain, round(error))

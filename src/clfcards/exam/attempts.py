"""Past attempts: numbering them and comparing two of them."""

import math
from dataclasses import dataclass

from clfcards.exam.report import Part, Report
from clfcards.exam.seen import Seen


@dataclass(frozen=True, slots=True)
class Attempt:
    """The report of a finished sitting, its number in the learner's history, from 1, and what was seen before it."""

    number: int
    report: Report
    seen: Seen


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two attempts side by side.

    `gain` is in scaled points, and `error` is its standard error; both are None if either attempt has
    no scaled score.
    """

    earlier: Attempt
    later: Attempt
    gain: int | None
    error: int | None
    domains: tuple[tuple[Part, Part], ...]

    @property
    def is_clear(self) -> bool:
        """Whether the difference is more than twice its standard error."""
        return self.gain is not None and self.error is not None and abs(self.gain) > 2 * self.error


def compare(earlier: Attempt, later: Attempt) -> Comparison:
    """The later attempt compared with the earlier one."""
    before, after = earlier.report.scaled, later.report.scaled
    gain = error = None
    if before and after:
        gain = after.points - before.points
        error = round(math.hypot(before.standard_error, after.standard_error))
    later_parts = {part.id: part for part in later.report.domains}
    domains = tuple((part, later_parts[part.id]) for part in earlier.report.domains if part.id in later_parts)
    return Comparison(earlier, later, gain, error, domains)

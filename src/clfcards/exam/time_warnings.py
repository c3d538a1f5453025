"""When a running exam says that time is short: one table for what is said and for what is shown."""

from dataclasses import dataclass

MARKS_MINUTES = (10, 1)
"""Minutes left at which a warning is given, the earliest first."""


@dataclass(frozen=True, slots=True)
class TimeWarning:
    """So many minutes are left, from now on or a moment ago."""

    minutes: int


def time_warning(before_seconds: float | None, left_seconds: float | None) -> TimeWarning | None:
    """The warning due when the clock went from `before_seconds` to `left_seconds`; None where it passed no mark.

    Where it passed several at once, the earliest is due. Without a clock (None) there is nothing to warn of.
    """
    if before_seconds is None or left_seconds is None:
        return None
    passed = (mark for mark in MARKS_MINUTES if left_seconds <= 60 * mark < before_seconds)
    return next((TimeWarning(mark) for mark in passed), None)


def is_urgent(left_seconds: float | None) -> bool:
    """Whether the first warning has been given."""
    return left_seconds is not None and left_seconds <= 60 * MARKS_MINUTES[0]

"""The times at which a running exam warns that time is short, for the warnings and for the display."""

from dataclasses import dataclass

MARKS_MINUTES = (10, 1)
"""The minutes left when each warning is given, the earliest warning first."""


@dataclass(frozen=True, slots=True)
class TimeWarning:
    """A warning that this many minutes, or just under, are left."""

    minutes: int


def time_warning(before_seconds: float | None, left_seconds: float | None) -> TimeWarning | None:
    """The warning due after the clock went from `before_seconds` to `left_seconds`; None if it passed no mark.

    If it passed several at once, the earliest is due. An untimed exam (None) has no warnings.
    """
    if before_seconds is None or left_seconds is None:
        return None
    passed = (mark for mark in MARKS_MINUTES if left_seconds <= 60 * mark < before_seconds)
    return next((TimeWarning(mark) for mark in passed), None)


def is_urgent(left_seconds: float | None) -> bool:
    """Whether the first warning has been given."""
    return left_seconds is not None and left_seconds <= 60 * MARKS_MINUTES[0]

"""A moment on two clocks, and the time that has passed between two moments."""

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Instant:
    """A moment: the wall clock time (UTC), which can be set, and the machine's monotonic time, which cannot.

    `ticks` are seconds on the clock that `boot` identifies, usually by the machine's start. Ticks of
    two boots cannot be compared.
    """

    wall: dt.datetime
    ticks: float
    boot: str = ""


def seconds_between(earlier: Instant, later: Instant, *, strict: bool) -> float:
    """Seconds from `earlier` to `later`, never below 0.

    Within one boot, the monotonic clock counts. With `strict`, the larger of the two clocks counts, so
    that nobody gains time by setting the wall clock. Across a restart, only the wall clock is left.
    """
    by_wall = (later.wall - earlier.wall).total_seconds()
    if earlier.boot != later.boot:
        return max(0.0, by_wall)
    by_ticks = later.ticks - earlier.ticks
    return max(0.0, by_ticks, by_wall) if strict else max(0.0, by_ticks)


def was_set_back(earlier: Instant, later: Instant) -> bool:
    """Whether the elapsed time is unknown: the wall clock went back and the machine was restarted."""
    return earlier.boot != later.boot and later.wall < earlier.wall

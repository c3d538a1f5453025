"""A moment on two clocks, and how much time has passed between two of them."""

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Instant:
    """A moment: the wall's time (UTC), which can be set, and the machine's, which only runs on.

    `ticks` are seconds on a clock that `boot` names, as a rule the machine's start; those of two boots
    can't be compared.
    """

    wall: dt.datetime
    ticks: float
    boot: str = ""


def seconds_between(earlier: Instant, later: Instant, *, strict: bool) -> float:
    """Seconds from `earlier` to `later`, never below 0.

    Within one run of the machine its own clock counts; with `strict` the larger of both, so that
    setting the wall's clock gains nothing. Across a restart only the wall's is left.
    """
    by_wall = (later.wall - earlier.wall).total_seconds()
    if earlier.boot != later.boot:
        return max(0.0, by_wall)
    by_ticks = later.ticks - earlier.ticks
    return max(0.0, by_ticks, by_wall) if strict else max(0.0, by_ticks)


def was_set_back(earlier: Instant, later: Instant) -> bool:
    """Whether the time that passed cannot be known: the wall's clock went back and the machine was restarted."""
    return earlier.boot != later.boot and later.wall < earlier.wall

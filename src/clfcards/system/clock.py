"""Reads two clocks: the wall clock, and a monotonic clock that cannot be set."""

import datetime as dt
import os
import time
from functools import cache
from pathlib import Path

from clfcards.model.instant import Instant

_BOOT_ID = Path("/proc/sys/kernel/random/boot_id")


def read_instant() -> Instant:
    """The current time. Ticks are rounded to milliseconds, as in the log, so that a replay gives the same result.

    On a system that identifies its boot and counts time asleep (Linux), ticks stay comparable between runs.
    """
    wall = dt.datetime.now(dt.UTC)
    if boot := _boot():
        return Instant(wall, round(time.clock_gettime(time.CLOCK_BOOTTIME), 3), boot)
    return Instant(wall, round(time.monotonic(), 3), f"process-{os.getpid()}-{_process_began()}")


@cache
def _boot() -> str:
    try:
        return _BOOT_ID.read_text(encoding="ascii").strip() if hasattr(time, "CLOCK_BOOTTIME") else ""
    except OSError:
        return ""


@cache
def _process_began() -> int:
    """A value that distinguishes this process from an earlier one with the same process id."""
    return time.time_ns()

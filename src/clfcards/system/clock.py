"""Reads both clocks: the wall's, and one that nobody can set."""

import datetime as dt
import os
import time
from functools import cache
from pathlib import Path

from clfcards.model.instant import Instant

_BOOT_ID = Path("/proc/sys/kernel/random/boot_id")


def read_instant() -> Instant:
    """Now. Where the system names its boot and counts sleep (Linux), the ticks outlive the program. To the millisecond,
    as the log keeps it, so that a replay gives the same."""
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
    """Tells this process from an earlier one with the same number."""
    return time.time_ns()

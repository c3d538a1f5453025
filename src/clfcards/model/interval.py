"""The interval that a rating schedules: a step of seconds within a study day, or whole days."""

from dataclasses import dataclass
from functools import lru_cache

from clfcards.model.time import Seconds

MAXIMUM_DAYS = 36_500


@dataclass(frozen=True, slots=True)
class Steps:
    """The card comes back after this many seconds, while it is being learned or relearned."""

    seconds: Seconds


@dataclass(frozen=True, slots=True)
class Days:
    """The card comes back after this many study days."""

    days: int


Interval = Steps | Days


@lru_cache(maxsize=4096)  # a log has few different intervals, but hundreds of thousands of events
def interval_of(number: int) -> Interval:
    """The interval for a number of the log, which follows Anki's review log: days, or seconds if negative."""
    return Steps(Seconds(-number)) if number < 0 else Days(number)


def number_of(interval: Interval) -> int:
    """The interval in the log's format: days, or seconds if negative."""
    return -interval.seconds if isinstance(interval, Steps) else interval.days

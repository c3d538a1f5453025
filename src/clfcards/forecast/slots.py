"""The days of a plan in slots: days one by one near today and near the exam, and blocks of days in between."""

from dataclasses import dataclass
from itertools import pairwise

MOST_SLOTS = 60  # the work grows with the square
_FIRST_DAYS = 14
_LAST_DAYS = 10


@dataclass(frozen=True, slots=True)
class Slot:
    """The days from `first` up to `end`, exclusive, counted from today, with all their `seconds` of study."""

    first: int
    end: int
    seconds: float

    @property
    def days(self) -> int:
        return self.end - self.first

    @property
    def day(self) -> int:
        """The day that stands for the slot, in its middle."""
        return (self.first + self.end - 1) // 2


def slots_of(seconds: tuple[float, ...], most: int = MOST_SLOTS) -> tuple[Slot, ...]:
    """The slots of days with these seconds, at most `most` of them; slots of one day if there are no more days."""
    days = len(seconds)
    if days <= most:
        bounds = list(range(days + 1))
    else:
        blocks = most - _FIRST_DAYS - _LAST_DAYS
        middle = days - _FIRST_DAYS - _LAST_DAYS
        bounds = [*range(_FIRST_DAYS), *(_FIRST_DAYS + middle * n // blocks for n in range(blocks))]
        bounds += range(days - _LAST_DAYS, days + 1)
    return tuple(Slot(first, end, sum(seconds[first:end])) for first, end in pairwise(bounds))

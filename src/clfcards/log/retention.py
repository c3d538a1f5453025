"""Which backups are kept: one per day for ten days, then one per week and one per month."""

import datetime as dt
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

DAYS, WEEKS, MONTHS = 10, 8, 12
"""How many backups are kept of each kind. Only days, weeks and months that have a backup count."""

_CLOCK_ERROR = dt.timedelta(days=1)


class DatedCopy(NamedTuple):
    """A copy of a log, with the time of the event that came into it last, and the number of its events."""

    at: dt.datetime
    events: int
    path: Path


def kept(copies: Sequence[DatedCopy], now: dt.datetime) -> set[Path]:
    """The copies to keep: the newest of each of the last days, of earlier weeks, and of earlier months.

    Copies from after `now` were made while the clock was wrong: they are kept, and take no other's place.
    """
    future = {copy.path for copy in copies if copy.at > now + _CLOCK_ERROR}
    newest_first = sorted((copy for copy in copies if copy.path not in future), reverse=True)
    keep: set[Path] = set()
    for most, period in _RULES:
        newest_of: dict[object, Path] = {}
        for copy in newest_first:
            newest_of.setdefault(period(copy.at), copy.path)
        keep.update([path for path in newest_of.values() if path not in keep][:most])
    return keep | future


_RULES: tuple[tuple[int, Callable[[dt.datetime], object]], ...] = (
    (DAYS, lambda at: at.date()),
    (WEEKS, lambda at: at.isocalendar()[:2]),
    (MONTHS, lambda at: (at.year, at.month)),
)

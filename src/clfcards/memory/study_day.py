"""Study days: they begin at 4 a.m. local time, so that a late evening belongs to the day on which it began."""

import datetime as dt
from typing import Any, Protocol, TypeGuard

from clfcards.model.time import StudyDay, Timestamp, UtcOffset

CUTOFF_HOUR = 4  # Anki's default for "next day starts at"

_MINUTE_MS = 60_000
_HOUR_MS = 3_600_000
_DAY_MS = 86_400_000
_MARGIN_DAYS = 2  # a study day can begin this long before its date does in UTC
_EPOCH = dt.date(1970, 1, 1).toordinal()


class Moment(Protocol):
    """A time with the offset of local time, such as an event or a stamp."""

    @property
    def at(self) -> Timestamp: ...
    @property
    def utc_offset(self) -> UtcOffset: ...


def study_day(at: Timestamp, utc_offset: UtcOffset, cutoff_hour: int = CUTOFF_HOUR) -> StudyDay:
    """The study day to which a time belongs; `cutoff_hour` is in [0, 23]."""
    return StudyDay((at + utc_offset * _MINUTE_MS - cutoff_hour * _HOUR_MS) // _DAY_MS)


def day_of(moment: Moment, cutoff_hour: int = CUTOFF_HOUR) -> StudyDay:
    """The study day to which a moment belongs; `cutoff_hour` is in [0, 23]."""
    return study_day(moment.at, moment.utc_offset, cutoff_hour)


def earliest_moment(day: int) -> Timestamp:
    """A moment before which nothing belongs to a study day, in whatever time zone, or to a later one."""
    return Timestamp(max(0, (day - _MARGIN_DAYS) * _DAY_MS))


def is_cutoff_hour(value: Any) -> TypeGuard[int]:
    """Whether a value, such as that of a setting, is an hour at which a study day can begin."""
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= 23


def date_of(day: int) -> dt.date:
    """The date on which a study day begins."""
    return dt.date.fromordinal(_EPOCH + day)


def day_on(date: dt.date) -> StudyDay:
    """The study day that begins on a date."""
    return StudyDay(date.toordinal() - _EPOCH)

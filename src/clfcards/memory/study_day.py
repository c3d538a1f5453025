"""Study days: they begin at 4 am local time, so that a late evening belongs to the day it began in."""

import datetime as dt

from clfcards.model.time import StudyDay, Timestamp, UtcOffset

CUTOFF_HOUR = 4  # Anki's default for "next day starts at"

_MS_A_MINUTE = 60_000
_MS_AN_HOUR = 3_600_000
_MS_A_DAY = 86_400_000
_EPOCH = dt.date(1970, 1, 1).toordinal()


def study_day(at: Timestamp, utc_offset: UtcOffset, cutoff_hour: int = CUTOFF_HOUR) -> StudyDay:
    """The study day of a moment; `cutoff_hour` is in [0, 23]."""
    return StudyDay((at + utc_offset * _MS_A_MINUTE - cutoff_hour * _MS_AN_HOUR) // _MS_A_DAY)


def date_of(day: int) -> dt.date:
    """The date on which a study day begins."""
    return dt.date.fromordinal(_EPOCH + day)

"""Distinct types for moments, days and durations: mypy rejects a day where milliseconds are needed."""

import datetime as dt
from typing import NewType

Timestamp = NewType("Timestamp", int)
"""A moment, in milliseconds since 1970 (UTC)."""

UtcOffset = NewType("UtcOffset", int)
"""The offset of local time from UTC in minutes, positive east of Greenwich."""

StudyDay = NewType("StudyDay", int)
"""A day of study, counted from 1970-01-01; it begins at the learner's cutoff hour, local time."""

Milliseconds = NewType("Milliseconds", int)
"""A duration."""

Seconds = NewType("Seconds", int)
"""A duration."""


def local_time(at: Timestamp, utc_offset: UtcOffset) -> dt.datetime:
    """A moment as the local clock showed it."""
    return dt.datetime.fromtimestamp(at / 1000, dt.timezone(dt.timedelta(minutes=utc_offset)))

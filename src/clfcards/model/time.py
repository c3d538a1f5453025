"""Moments, days and spans as types of their own: mypy refuses a day where milliseconds are meant."""

from typing import NewType

Timestamp = NewType("Timestamp", int)
"""A moment: UTC, milliseconds since 1970."""

UtcOffset = NewType("UtcOffset", int)
"""What the local clock was ahead of UTC: minutes, positive east of Greenwich."""

StudyDay = NewType("StudyDay", int)
"""A day of study, counted from 1970-01-01; it begins at the learner's cutoff hour, local time."""

Milliseconds = NewType("Milliseconds", int)
"""A span of time."""

Seconds = NewType("Seconds", int)
"""A span of time."""

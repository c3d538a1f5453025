"""What a learner studied lately, read from the log once for all figures that rest on it."""

from dataclasses import dataclass

from clfcards.exam.event_kinds import ANSWER
from clfcards.exam.first_answers import first_answers
from clfcards.log.log import Log
from clfcards.memory.day_order import StudyTime
from clfcards.memory.event_kinds import ANSWERS
from clfcards.memory.pace import PACE_DAYS, study_time
from clfcards.memory.study_day import earliest_moment, study_day
from clfcards.model.event import Event, live
from clfcards.model.event_kind import UNDO
from clfcards.model.time import StudyDay, Timestamp

_DAY_MS = 86_400_000
_MARGIN_DAYS = 2  # a study day can begin this long before its date does in UTC


@dataclass(frozen=True, slots=True)
class RecentStudy:
    """The live answers of the last PACE_DAYS study days: in reviews, and in exams. `time` is that of reviews."""

    reviews: tuple[Event, ...]
    exams: tuple[Event, ...]
    time: StudyTime


@dataclass(frozen=True, slots=True)
class Streak:
    """Days of study, in reviews or exams: how many in a row, and how many days ago the last one before today was.

    The latter is None if there was none.
    """

    days: int
    away: int | None


def days_in_a_row(log: Log, cutoff_hour: int, today: StudyDay) -> Streak:
    """The days in a row up to today, or up to yesterday if nothing was studied today, as the statistics count them."""
    studied = _StudyDays(log, cutoff_hour, today)
    last = today if today in studied else StudyDay(today - 1)
    days = 0
    while StudyDay(last - days) in studied:
        days += 1
    return Streak(days, studied.days_since_last(today))


class _StudyDays:
    """The days of study, read from the log in parts, latest first, and only as far back as needed."""

    def __init__(self, log: Log, cutoff_hour: int, today: StudyDay) -> None:
        self._log, self._cutoff_hour = log, cutoff_hour
        self._days: set[StudyDay] = set()
        self._unread = today + _MARGIN_DAYS  # nothing before this day (UTC) was read
        oldest = log.oldest_at()
        self._oldest = self._unread if oldest is None else oldest // _DAY_MS

    def __contains__(self, day: StudyDay) -> bool:
        while self._unread > day - _MARGIN_DAYS and self._read_more():
            pass
        return day in self._days

    def days_since_last(self, today: StudyDay) -> int | None:
        """How many days before today the last study day was."""
        while not any(day < today for day in self._days) and self._read_more():
            pass
        return min((today - day for day in self._days if day < today), default=None)

    def _read_more(self) -> bool:
        """Reads an earlier part; returns whether there was one."""
        if self._unread <= self._oldest:
            return False
        begin = max(0, self._unread - PACE_DAYS)
        times = self._log.times((*ANSWERS, ANSWER), Timestamp(begin * _DAY_MS), Timestamp(self._unread * _DAY_MS))
        self._days.update(study_day(at, offset, self._cutoff_hour) for at, offset in times)
        self._unread = begin
        return True


def recent_study(log: Log, cutoff_hour: int, today: StudyDay) -> RecentStudy:
    """What was studied in the last days up to `today`."""
    since = StudyDay(today - PACE_DAYS + 1)
    found = log.events((*ANSWERS, ANSWER, UNDO), earliest_moment(since))
    events = [event for event in live(found) if event.kind != UNDO]
    reviews = tuple(event for event in events if event.kind in ANSWERS)
    exams = tuple(event for event in first_answers(events) if event.kind == ANSWER)
    return RecentStudy(reviews, exams, study_time(reviews, log.introduced(since), cutoff_hour, today))

"""What a learner studied lately, read from the log once for all figures that rest on it."""

from dataclasses import dataclass

from clfcards.exam.event_kinds import ANSWER
from clfcards.log.log import Log
from clfcards.memory.day_order import StudyTime
from clfcards.memory.event_kinds import ANSWERS
from clfcards.memory.pace import PACE_DAYS, study_time
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


def recent_study(log: Log, cutoff_hour: int, today: StudyDay) -> RecentStudy:
    """What was studied in the last days up to `today`."""
    since = StudyDay(today - PACE_DAYS + 1)
    begin = Timestamp(max(0, (since - _MARGIN_DAYS) * _DAY_MS))
    events = [event for event in live(log.events((*ANSWERS, ANSWER, UNDO), begin)) if event.kind != UNDO]
    reviews = tuple(event for event in events if event.kind in ANSWERS)
    exams = tuple(event for event in events if event.kind == ANSWER)
    return RecentStudy(reviews, exams, study_time(reviews, log.introduced(since), cutoff_hour, today))

"""The pace of the last days."""

from clfcards.memory.pace import PACE_DAYS, USUAL_PACE, study_time
from clfcards.memory.study_day import study_day
from clfcards.model.time import StudyDay, Timestamp, UtcOffset
from tests.log_events import NOON, review


def test_answers_before_the_last_days_do_not_count() -> None:
    """After weeks away, new cards of the last day before were taken for slow reviews: 95 minutes instead of 40."""
    first = study_day(Timestamp(NOON), UtcOffset(0))
    answers = [review(f"r{n}", f"c{n}/1", duration=60_000) for n in range(20)]
    last = study_time(answers, {}, 4, StudyDay(first + PACE_DAYS - 1))
    assert last.pace.due == (20 * USUAL_PACE.due + 20 * 60) / 40
    assert study_time(answers, {}, 4, StudyDay(first + PACE_DAYS)).pace == USUAL_PACE

"""What was sure and wrong comes back after one and after seven days."""

from clfcards.memory.asked_again import asked_by, why_asked
from clfcards.model.event import Event
from clfcards.model.time import StudyDay
from tests.log_events import DAY, NOON, day_of, event, review

TODAY = day_of(NOON)
SURE = {"chosen": ["x"], "right": False, "confidence": "sure"}


def day(after: int) -> StudyDay:
    return StudyDay(TODAY + after)


def by(events: list[Event], after: int) -> int | None:
    found = asked_by("q/1", events, day(after), 4)
    return None if found is None else found - TODAY


def why(events: list[Event], after: int) -> int | None:
    found = why_asked("q/1", events, day(after), 4)
    return None if found is None else found.after


def test_the_days_on_which_it_is_asked_again() -> None:
    missed = [review("m", "q/1", 1, payload=SURE)]
    assert [by(missed, after) for after in (0, 1, 3, 6, 7, 30)] == [1, 7, 7, 7, None, None]
    assert [why(missed, after) for after in (0, 1, 3, 7, 30)] == [None, 1, 1, 7, 7]


def test_once_answered_it_is_due_for_no_reason_until_the_week_is_over() -> None:
    events = [review("m", "q/1", 1, payload=SURE), review("next", "q/1", 3, NOON + DAY, 3)]
    assert [why(events, after) for after in (1, 4, 6, 7)] == [None, None, None, 7]
    assert why([*events, review("week", "q/1", 3, NOON + 7 * DAY, 9)], 8) is None


def test_an_exam_counts_and_a_wrong_answer_without_confidence_does_not() -> None:
    exam = event("x", "answer", "q", payload={**SURE, "pulled": ["q/1", "f/1"]})
    assert by([exam], 0) == why([exam], 1) == 1
    of_another = event("y", "answer", "p", payload={**SURE, "pulled": ["q/1"]})
    for other in ({**SURE, "right": True}, {**SURE, "confidence": "unsure"}, {"right": False}):
        assert by([review("m", "q/1", 1, payload=other), of_another], 0) is None


def test_a_second_confident_error_starts_over() -> None:
    events = [review("m", "q/1", 1, payload=SURE), review("n", "q/1", 1, NOON + 5 * DAY, payload=SURE)]
    assert [by(events, after) for after in (0, 5, 6, 7, 12)] == [1, 6, 7, 12, None]
    assert why(events, 12) == 7

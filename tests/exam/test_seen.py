"""How many questions were seen before, and where. Each case is counted by hand."""

import datetime as dt
from dataclasses import replace

from clfcards.exam.form import Form
from clfcards.exam.seen import Seen, seen_before
from clfcards.exam.sightings import met_lately, sat_sittings
from clfcards.exam.sitting import Sitting
from tests.exam.exam_bank import NOON, answered, do, form, sitting

DAY = dt.timedelta(days=1)
FORM = form(10)
IDS = [q.id for q in FORM.questions]


def part(*places: int) -> Form:
    return replace(FORM, questions=tuple(FORM.questions[place] for place in places))


def test_nothing_was_seen_before_the_first_exam() -> None:
    assert seen_before(IDS, NOON, [], {}) == Seen(10, 0, 0, 0)


def test_an_exam_that_was_handed_in_showed_all_its_questions_and_a_left_one_those_looked_at() -> None:
    handed_in = answered(sitting(part(0, 1, 2)), 1)
    left = do(sitting(part(3, 4, 5)), "looked", 5, IDS[4])
    assert seen_before(IDS, NOON + DAY, [handed_in, left], {}) == Seen(10, exam=5, review=0, lately=5)


def test_a_question_met_in_an_exam_and_in_review_counts_once_as_of_the_exam() -> None:
    reviews = {IDS[0]: [NOON], IDS[7]: [NOON], "of-no-form": [NOON]}
    assert seen_before(IDS, NOON + DAY, [answered(sitting(part(0)), 1)], reviews) == Seen(10, 1, 1, 2)


def test_after_sixty_days_it_is_still_seen_but_not_lately_unless_it_was_reviewed_since() -> None:
    exam = answered(sitting(part(0, 1)), 1)
    later = NOON + 61 * DAY
    assert seen_before(IDS, later, [exam], {}) == Seen(10, 2, 0, 0)
    assert seen_before(IDS, later, [exam], {IDS[0]: [NOON, NOON + 30 * DAY]}) == Seen(10, 2, 0, 1)


def test_a_review_after_the_beginning_does_not_count() -> None:
    assert seen_before(IDS, NOON, [], {IDS[0]: [NOON, NOON + DAY]}) == Seen(10, 0, 0, 0)


def test_half_of_the_questions_met_lately_are_too_many() -> None:
    assert Seen(10, 5, 0, 5).mostly_lately
    assert not Seen(10, 10, 0, 4).mostly_lately


def test_a_question_reviewed_lately_is_not_fresh_in_an_exam() -> None:
    """Missed questions join the review, so after sixty days without an exam they are known all the same."""

    def fresh(of: Sitting, **reviews: list[dt.datetime]) -> int:
        (sat,) = sat_sittings([of], {IDS[0]: reviews["first"]} if reviews else {})
        return sat.fresh

    exam = answered(sitting(FORM), 5)
    assert fresh(exam) == 10
    assert fresh(exam, first=[NOON - DAY]) == 9
    assert fresh(exam, first=[NOON - 61 * DAY]) == 10


def test_questions_reviewed_in_the_last_days_are_met_lately() -> None:
    assert met_lately([], NOON, {"a": [NOON - DAY], "b": [NOON - 61 * DAY], "c": [NOON + DAY]}) == {"a"}

"""The days of practice exams in a plan, placed by hand."""

import datetime as dt

import pytest

from clfcards.exam.exam_days import exam_days, number_of_exams, remaining_exams
from clfcards.exam.exam_plan import ExamPlan, OneDay

EXAM = dt.date(2026, 4, 1)
TODAY = dt.date(2026, 3, 2)
EVERY_DAY = ExamPlan(EXAM, (30,) * 7)


def before(*days: int) -> list[dt.date]:
    return [EXAM - dt.timedelta(day) for day in days]


@pytest.mark.parametrize(
    ("forms", "minutes", "expected"),
    [
        (5, 1800, 5),  # a quarter of 1,800 minutes is five exams of 90
        (5, 900, 2),  # a quarter is two and a half
        (5, 280, 1),  # a quarter is less than one, and the first is worth more
        (5, 179, 0),  # two exams would take all of the time
        (2, 1800, 2),
        (0, 1800, 0),
        (9, 9000, 5),
    ],
)
def test_exams_get_a_quarter_of_the_time_and_there_are_never_more_than_unseen_forms(
    forms: int, minutes: int, expected: int
) -> None:
    assert number_of_exams(forms, 90, minutes) == expected


def test_a_bank_without_a_whole_exam_has_none_to_plan() -> None:
    assert number_of_exams(5, 0, 1800) == 0


def test_five_exams_are_spread_over_the_last_two_weeks_and_the_last_is_two_days_before() -> None:
    assert list(exam_days(5, TODAY, EXAM, EVERY_DAY.minutes_on)) == before(11, 9, 6, 4, 2)


def test_one_exam_leaves_days_to_learn_from_it() -> None:
    assert list(exam_days(1, TODAY, EXAM, EVERY_DAY.minutes_on)) == before(5)


def test_no_exam_comes_before_half_of_the_cards_are_learned() -> None:
    days = exam_days(5, EXAM - dt.timedelta(6), EXAM, EVERY_DAY.minutes_on)
    assert list(days) == before(6, 4, 2)
    assert exam_days(5, EXAM, EXAM, EVERY_DAY.minutes_on) == ()


def test_an_exam_takes_a_longer_day_near_by_and_no_day_off() -> None:
    weekends = ExamPlan(EXAM, (30, 30, 30, 30, 30, 120, 0))  # 28 March is a Saturday, 4 days before
    assert list(exam_days(1, TODAY, EXAM, weekends.minutes_on)) == before(4)
    only_mondays = ExamPlan(EXAM, (30, 0, 0, 0, 0, 0, 0))  # 23 and 30 March
    assert list(exam_days(5, TODAY, EXAM, only_mondays.minutes_on)) == before(9, 2)


PLANNED = ExamPlan(EXAM, (30,) * 7, (), tuple(before(12, 9, 7, 4, 2)), 90)


def test_exams_that_were_taken_are_not_planned_any_more() -> None:
    assert list(remaining_exams(PLANNED, before(12, 9), EXAM - dt.timedelta(8), 3)) == before(7, 4, 2)


def test_an_exam_on_the_day_before_counts_as_the_planned_one_and_an_earlier_one_does_not() -> None:
    assert list(remaining_exams(PLANNED, before(13), EXAM - dt.timedelta(12), 5)) == before(9, 7, 4, 2)
    assert list(remaining_exams(PLANNED, before(20), EXAM - dt.timedelta(19), 5)) == before(12, 9, 7, 4, 2)


def test_a_missed_exam_is_planned_once_more_on_the_next_day_of_study() -> None:
    assert list(remaining_exams(PLANNED, [], EXAM - dt.timedelta(11), 5)) == before(11, 9, 7, 4, 2)
    with_a_day_off = ExamPlan(EXAM, (30,) * 7, (OneDay(EXAM - dt.timedelta(6), 0),), tuple(before(7, 2)), 90)
    assert list(remaining_exams(with_a_day_off, [], EXAM - dt.timedelta(6), 5)) == before(5, 2)


def test_an_exam_missed_twice_or_near_another_falls_away_so_that_it_keeps_no_cards_away() -> None:
    assert list(remaining_exams(PLANNED, [], EXAM - dt.timedelta(10), 5)) == before(9, 7, 4, 2)
    assert list(remaining_exams(PLANNED, [], EXAM - dt.timedelta(8), 5)) == before(7, 4, 2)


def test_the_latest_exams_are_kept_if_there_are_fewer_unseen_forms() -> None:
    assert list(remaining_exams(PLANNED, [], EXAM - dt.timedelta(20), 2)) == before(4, 2)

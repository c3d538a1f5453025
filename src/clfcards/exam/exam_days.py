"""The days of the practice exams in a plan: unseen forms are few, so they are spent late, and apart from each other."""

import datetime as dt
from collections.abc import Callable, Iterable, Sequence

from clfcards.exam.exam_plan import ExamPlan

MOST_EXAMS = 5  # more tell little that is new in the last two weeks
_WINDOW_DAYS = 14  # the exams lie in so many days before the real one
_SHARE_OF_TIME = 0.25  # of all minutes, exams get at most this part; the first exam is worth more
_FIRST_BEFORE = {1: 5, 2: 3}  # how many days before the real exam the last practice exam is, by their number
_LEAST_BEFORE = 2  # what the last one shows needs a day to be learned
_APART = 2  # days
_NEAR = (0, 1, -1, 2, -2, 3, -3)  # days from the ideal one, in the order in which they are tried

MinutesOn = Callable[[dt.date], int]


def number_of_exams(forms: int, exam_minutes: int, minutes: int) -> int:
    """How many exams a plan of so many `minutes` has, if the bank has so many unseen `forms`."""
    if not exam_minutes or minutes < 2 * exam_minutes:
        return 0
    return min(forms, MOST_EXAMS, max(1, int(_SHARE_OF_TIME * minutes / exam_minutes)))


def exam_days(number: int, earliest: dt.date, exam_date: dt.date, minutes_on: MinutesOn) -> tuple[dt.date, ...]:
    """The days of so many practice exams, spread over the last two weeks, and none before `earliest`.

    A day near the ideal one with more minutes is better. Where there is no day of study, there is no exam.
    """
    last = exam_date - dt.timedelta(_LEAST_BEFORE)
    first = max(earliest, exam_date - dt.timedelta(_WINDOW_DAYS))
    room = (last - first).days
    if room < 0:
        return ()
    number = min(number, room // _APART + 1)
    chosen: list[dt.date] = []
    for n in range(number):
        before = min(_FIRST_BEFORE.get(number, _LEAST_BEFORE), _LEAST_BEFORE + room) + n * min(12, room) // number
        day = _best_near(exam_date - dt.timedelta(before), first, last, chosen, minutes_on)
        if day is not None:
            chosen.append(day)
    return tuple(sorted(chosen))


def _best_near(
    ideal: dt.date, first: dt.date, last: dt.date, taken: Sequence[dt.date], minutes_on: MinutesOn
) -> dt.date | None:
    """The day with the most minutes near the ideal one, at least two days from every other exam."""
    near = [ideal + dt.timedelta(by) for by in _NEAR]
    possible = [day for day in near if first <= day <= last and minutes_on(day) and _is_apart(day, taken)]
    close = [day for day in possible if abs((day - ideal).days) <= 1]
    return max(close or possible[:1], key=minutes_on, default=None)


def _is_apart(day: dt.date, others: Iterable[dt.date]) -> bool:
    return all(abs((day - other).days) >= _APART for other in others)


def remaining_exams(plan: ExamPlan, taken: Iterable[dt.date], today: dt.date, forms: int) -> tuple[dt.date, ...]:
    """The days of the exams that are still to be taken, if exams were taken on the days `taken`.

    An exam counts as the planned one if it was taken from the day before on. One that was missed is planned once more,
    on the next day of study, unless another is near; then it falls away, so that it does not keep cards away. There are
    never more than unseen `forms`; the latest are kept.
    """
    left = list(plan.exams)
    for day in sorted(taken):
        due = [planned for planned in left if planned <= day + dt.timedelta(1)]
        if due:
            left.remove(due[-1])
    ahead = [day for day in left if day >= today]
    for missed in left:
        if missed < today:
            later = (missed + dt.timedelta(n) for n in range(1, (plan.exam_date - missed).days))
            moved = next((day for day in later if plan.minutes_on(day)), None)
            if moved is not None and moved >= today and _is_apart(moved, ahead):
                ahead.append(moved)
    return tuple(sorted(ahead)[max(0, len(ahead) - forms) :])

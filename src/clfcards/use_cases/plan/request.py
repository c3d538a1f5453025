"""What a learner asks of a plan, as it is typed, and the plan that it leads to."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from clfcards.errors import UsageError
from clfcards.exam.exam_plan import MOST_DAYS, MOST_MINUTES, ExamPlan, OneDay
from clfcards.next_step import NextStep

_NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_SHORT = 3  # letters of a weekday's short name
_SATURDAY, _SUNDAY = 5, 6
_EXAMPLE_DAYS, _EXAMPLE_MINUTES = 42, 30


@dataclass(frozen=True, slots=True)
class PlanRequest:
    """The options as they were typed; what is None or empty stays as it is.

    `off` are days without study, each a weekday, a date, or two dates with ".." between them. `on` are days with other
    minutes, each as "DAY=MINUTES". `exams` is the number of practice exams.
    """

    exam_date: str | None = None
    minutes: int | None = None
    weekend: int | None = None
    off: tuple[str, ...] = ()
    on: tuple[str, ...] = ()
    exams: int | None = None

    @property
    def is_empty(self) -> bool:
        return self == PlanRequest()


def example_plan(today: dt.date) -> NextStep:
    """How a plan is made, with a date to come."""
    return NextStep.run("plan", exam_date=f"{today + dt.timedelta(_EXAMPLE_DAYS)}", minutes=_EXAMPLE_MINUTES)


def requested_plan(before: ExamPlan | None, request: PlanRequest, today: dt.date) -> ExamPlan:
    """The plan before with what was asked for; its practice exams have yet to be placed.

    Raises UsageError, with what to do, if the plan would be none.
    """
    if request.exam_date is None and before is None:
        raise UsageError("there is no plan yet: name the exam's date and your minutes a day", example_plan(today))
    if request.exam_date is not None:
        exam_date = _date(request.exam_date, today)
    else:
        assert before is not None
        exam_date = before.exam_date
    _refuse_date(exam_date, today)
    if request.minutes is None and before is None:
        raise UsageError(
            "a plan needs your minutes a day, too",
            NextStep.run("plan", exam_date=f"{exam_date}", minutes=_EXAMPLE_MINUTES),
        )
    weekdays = list(before.weekdays if before is not None else (MOST_MINUTES,) * len(_NAMES))
    if request.minutes is not None:
        minutes = _minutes(request.minutes, f"--minutes {request.minutes}", least=1)
        weekdays = [minutes if some else 0 for some in weekdays]
    if request.weekend is not None:
        weekdays[_SATURDAY] = weekdays[_SUNDAY] = _minutes(request.weekend, f"--weekend {request.weekend}")
    period = today, exam_date
    dates = {day.date: day.minutes for day in before.dates} if before is not None else {}
    for text in request.off:
        for part in text.split(","):
            _set(weekdays, dates, part, 0, period)
    for text in request.on:
        day, separator, number = text.rpartition("=")
        if not separator or not number.isdecimal():
            raise UsageError(f"'--on {text}' needs a day and its minutes, such as '--on sat=60' or '--on {today}=20'")
        _set(weekdays, dates, day, _minutes(int(number), f"--on {text}"), period)
    kept = tuple(OneDay(date, dates[date]) for date in sorted(dates) if today <= date < exam_date)
    chosen = request.exams if request.exams is not None else before.exams_chosen if before is not None else None
    plan = ExamPlan(exam_date, tuple(weekdays), kept, exams_chosen=chosen)
    _refuse_no_time(plan, today)
    return plan


def _refuse_date(exam_date: dt.date, today: dt.date) -> None:
    """Raises UsageError for a date for which there is nothing to plan."""
    if exam_date < today:
        raise UsageError(f"{exam_date} is past: today is {today}; name the day of an exam to come")
    if exam_date == today:
        raise UsageError(
            "an exam today leaves no day to plan: good luck, and record its result afterward",
            NextStep.run("result SCORE"),
        )
    if (exam_date - today).days > MOST_DAYS:
        first = exam_date - dt.timedelta(MOST_DAYS)
        raise UsageError(
            f"{exam_date} is {(exam_date - today).days} days away, and a plan looks at most {MOST_DAYS} days ahead: "
            f"until {first}, a few new cards a day are enough",
            NextStep.run("review"),
        )


def _refuse_no_time(plan: ExamPlan, today: dt.date) -> None:
    """Raises UsageError for a plan without a minute."""
    days = [today + dt.timedelta(n) for n in range((plan.exam_date - today).days)]
    if not any(map(plan.minutes_on, days)):
        raise UsageError(
            f"every day until {plan.exam_date} is off: give at least one of them some minutes, such as "
            f"'--on {days[-1]}=30'"
        )


def _minutes(number: int, typed: str, least: int = 0) -> int:
    if not least <= number <= MOST_MINUTES:
        instead = "; a day without study is '--off sat'" if number == 0 else ""
        raise UsageError(f"'{typed}' is not possible: a day has {least} to {MOST_MINUTES} minutes{instead}")
    return number


def _set(
    weekdays: list[int], dates: dict[dt.date, int], day: str, minutes: int, period: tuple[dt.date, dt.date]
) -> None:
    """Gives a weekday, a date, or all dates of a range these minutes.

    Raises UsageError for what is outside the `period` of the plan: today, and the day of the exam, which is after it.
    """
    today, exam_date = period
    weekday = _weekday(day)
    if weekday is not None:
        weekdays[weekday] = minutes
        return
    named = list(_range(day, today))
    if named[-1] < today or named[0] >= exam_date:
        raise UsageError(f"'{day}' is outside the plan, which is from {today} until the exam on {exam_date}")
    dates.update(dict.fromkeys(named, minutes))


def _weekday(text: str) -> int | None:
    """The number of a weekday that is named, or None."""
    wanted = text.strip().lower()
    found = [n for n, name in enumerate(_NAMES) if wanted in (name, name[:_SHORT])]
    return found[0] if found else None


def _range(text: str, today: dt.date) -> Iterator[dt.date]:
    """The date, or all dates of a range such as "2026-12-24..26" or "2026-12-24..2027-01-02"."""
    begin, separator, end = text.strip().partition("..")
    try:
        first = _date(begin, today)
        last = _date(_whole(end, first), today) if separator else first
    except UsageError:
        raise UsageError(
            f"'{text}' is not a day: name days as 'sat,sun', a date as '{today}', and dates as "
            f"'{today}..{today + dt.timedelta(2)}'"
        ) from None
    if last < first:
        raise UsageError(f"'{text}' ends before it begins")
    if (last - first).days > 2 * MOST_DAYS:
        raise UsageError(f"'{text}' is longer than a plan can be")
    return (first + dt.timedelta(n) for n in range((last - first).days + 1))


def _whole(end: str, first: dt.date) -> str:
    """The end of a range as a date: of the first date, what is not repeated stays."""
    given = end.count("-")
    return end if given == 2 else f"{first:%Y-%m}-{end:0>2}" if not given else f"{first:%Y}-{end}"


def _date(text: str, today: dt.date) -> dt.date:
    """The date that is written, or that "today" or "tomorrow" is."""
    named = {"today": today, "tomorrow": today + dt.timedelta(1)}
    try:
        return named.get(text) or dt.date.fromisoformat(text)
    except ValueError:
        raise UsageError(f"'{text}' is not a date: write it as year-month-day, such as {today}") from None


def placed(plan: ExamPlan, exams: Sequence[dt.date], exam_minutes: int) -> ExamPlan:
    """The plan with its practice exams."""
    return replace(plan, exams=tuple(exams), exam_minutes=exam_minutes)

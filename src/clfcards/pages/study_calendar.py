"""A calendar of the last weeks, in which darker days have more answers."""

import calendar
from dataclasses import dataclass

from clfcards.memory.statistics import Statistics
from clfcards.memory.study_day import date_of
from clfcards.words.phrases import count
from clfcards.words.stats_phrases import short_date

_WEEKS = 18
WEEKDAYS = tuple(calendar.day_abbr)


@dataclass(frozen=True, slots=True)
class Day:
    """A day. `shade` is in percent, 0 without an answer; `title` has the date and the number of answers."""

    title: str
    shade: int


@dataclass(frozen=True, slots=True)
class Week:
    """A week from Monday; the last one ends today. `month` names the month that begins in it, or is empty."""

    month: str
    days: tuple[Day, ...]


@dataclass(frozen=True, slots=True)
class StudyCalendar:
    """The calendar. `label` describes it in words, `most` counts the answers of the busiest day, and `shades` are for
    the legend."""

    label: str
    most: str
    shades: tuple[int, ...]
    weeks: tuple[Week, ...]


def study_calendar(stats: Statistics) -> StudyCalendar:
    """Weeks from left to right, with Monday at the top, under the names of the months that begin in them."""
    answers: dict[int, int] = {day.day: day.answers.answers for day in stats.days}
    first = stats.today - date_of(stats.today).weekday() - 7 * (_WEEKS - 1)
    days = range(first, stats.today + 1)
    most = max(answers.get(day, 0) for day in days) or 1
    studied = [answers[day] for day in days if answers.get(day)]
    weeks = (
        Week(
            _month(monday, first=monday == first),
            tuple(_day(day, answers.get(day, 0), most) for day in days[monday - first : monday - first + 7]),
        )
        for monday in days[::7]
    )
    return StudyCalendar(
        f"{count(sum(studied), 'answer')} on {count(len(studied), 'day')} of the last {_WEEKS} weeks",
        count(most, "answer"),
        tuple(_shade(n / 4) for n in range(5)),
        tuple(weeks),
    )


def _day(day: int, answers: int, most: int) -> Day:
    return Day(f"{date_of(day):%a} {short_date(day)}: {count(answers, 'answer')}", _shade(answers / most))


def _month(monday: int, *, first: bool) -> str:
    """The month that begins in this week. The first week has its own month, unless the next name would touch it."""
    sunday = date_of(monday + 6)
    if sunday.day <= 7 or (first and date_of(monday + 20).day > 14):
        return f"{sunday:%b}"
    return ""


def _shade(part: float) -> int:
    """The shade in percent; it starts at 20, so that even a single answer is visible."""
    return round(20 + 80 * part) if part else 0

"""The plan for the exam's day as one HTML page: self-contained, with a calendar and with plots."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from clfcards.exam.exam_plan import Promise
from clfcards.model.study import Outline
from clfcards.pages.template import page
from clfcards.system.files import write_atomically
from clfcards.use_cases.plan.outlook import PlannedDay
from clfcards.use_cases.plan.whole_plan import WholePlan
from clfcards.words.phrases import count, estimated, percent
from clfcards.words.plan import NOT_A_PROBABILITY, calendar_weeks, facts, left_phrase
from clfcards.words.plan_line import day_phrase

_WIDTH, _HEIGHT = 640, 200  # of the plot, in the units of its drawing
_LEFT, _BELOW, _ABOVE = 40, 24, 8
_HYPHENATED = {"practice exam": "prac\u00adtice exam", "diagnostic": "diag\u00adnostic"}  # for a phone's narrow cells
_LEAST_STEP = 0.05  # the plot's scale has at least so much between its lines


def write_plan(path: Path, exam: Outline, plan: WholePlan, minutes_done: float) -> None:
    """Writes the page. Raises ClfcardsError if it cannot be written."""
    write_atomically(path, plan_page(exam, plan, minutes_done).encode())


def plan_page(exam: Outline, plan: WholePlan, minutes_done: float) -> str:
    """The whole page."""
    outlook = plan.outlook
    return page(
        "plan.html",
        language=exam.language,
        exam=exam,
        date=day_phrase(plan.plan.exam_date),
        today=day_phrase(plan.date),
        left=left_phrase(plan),
        facts=facts(plan, minutes_done),
        domains=[(d.id, exam.domains.get(d.id, ""), d.recall, estimated(d.recall)) for d in outlook.domains],
        tasks=[
            (t.id, exam.tasks.get(t.id, ""), t.met / max(1, t.cards), f"{round(t.met)} of {t.cards}")
            for t in outlook.tasks
        ],
        weeks=_weeks(plan),
        plot=promise_plot([one for one in plan.history.promises if one.plan in _ids(plan)], plan),
        note=NOT_A_PROBABILITY,
    )


def _ids(plan: WholePlan) -> set[str]:
    return {version.id for version in plan.history.versions}


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """A cell of the calendar: the day's number, what it says, its kind for the style, and all of it in words."""

    number: str
    text: str
    kind: str
    words: str


def _weeks(plan: WholePlan) -> list[tuple[str, list[CalendarDay]]]:
    """The rows of the calendar, each with the day of its Monday."""
    exam = plan.plan.exam_date
    return [
        (
            f"{monday.day} {monday:%b}",
            [_calendar_day(monday + dt.timedelta(n), day, plan.date, exam) for n, day in enumerate(days)],
        )
        for monday, days in calendar_weeks(plan)
    ]


def _calendar_day(date: dt.date, day: PlannedDay | None, today: dt.date, exam: dt.date) -> CalendarDay:
    number = f"{date.day}"
    if date == exam:
        return CalendarDay(number, "exam", "exam", f"{day_phrase(date)}: the exam")
    if day is None:
        return CalendarDay("", "", "outside", "")
    kind = "today" if date == today else "practice" if day.has_exam else "off" if day.is_off else "study"
    parts = [f"{day.minutes} min"] if day.minutes else []
    parts += ["practice exam"] if day.has_exam else ["diagnostic"] if day.is_diagnostic else []
    words = [*parts, f"{count(day.new, 'new card')}", f"{count(day.reviews, 'review')}"] if parts else ["off"]
    shown = " + ".join(_HYPHENATED.get(part, part) for part in parts) or "off"
    return CalendarDay(number, shown, kind, f"{day_phrase(date)}: {', '.join(words)}")


@dataclass(frozen=True, slots=True)
class PlotPoint:
    """A promise in the plot: where it is, where its interval ends, and what it says in words."""

    x: float
    y: float
    top: float
    bottom: float
    words: str


@dataclass(frozen=True, slots=True)
class Plot:
    """The recall that was promised from day to day. `lines` are its horizontal lines with their names, `days` the dates
    below it, and `words` all of it as text."""

    width: int
    height: int
    left: int
    points: tuple[PlotPoint, ...]
    path: str
    lines: tuple[tuple[float, str], ...]
    days: tuple[tuple[float, str, str], ...]
    words: str


def promise_plot(promises: Sequence[Promise], plan: WholePlan) -> Plot:
    """The plot from the day on which the plan began to the exam's day, with the newest promise of each day."""
    latest = {promise.date: promise for promise in promises}
    if plan.outlook.days:
        latest[plan.date] = plan.outlook.promise(plan.now.id)
    shown = [latest[date] for date in sorted(latest)]
    first = shown[0].date if shown else plan.date
    span = max(1, (plan.plan.exam_date - first).days)
    low, high = _scale(shown)

    def x(date: dt.date) -> float:
        return round(_LEFT + (date - first).days / span * (_WIDTH - _LEFT - 8), 1)

    def y(share: float) -> float:
        return round(_ABOVE + (high - share) / (high - low) * (_HEIGHT - _ABOVE - _BELOW), 1)

    points = tuple(PlotPoint(x(p.date), y(p.recall), y(p.high), y(p.low), _point_words(p)) for p in shown)
    steps = round((high - low) / _LEAST_STEP)
    every = max(1, steps // 4)
    lines = [low + n * _LEAST_STEP for n in range(0, steps + 1, every)]
    return Plot(
        width=_WIDTH,
        height=_HEIGHT,
        left=_LEFT,
        points=points,
        path=" ".join(f"{point.x},{point.y}" for point in points),
        lines=tuple((y(share), percent(share)) for share in lines),
        days=(
            (x(first), f"{first.day} {first:%b}", "start"),
            (x(plan.plan.exam_date), f"{plan.plan.exam_date.day} {plan.plan.exam_date:%b}", "end"),
        ),
        words="; ".join(point.words for point in points),
    )


def _scale(promises: Sequence[Promise]) -> tuple[float, float]:
    """The ends of the scale, in whole steps around all intervals."""
    lowest = min((promise.low for promise in promises), default=0.0)
    highest = max((promise.high for promise in promises), default=1.0)
    low = int(lowest / _LEAST_STEP) * _LEAST_STEP
    high = min(1.0, (int(highest / _LEAST_STEP) + 1) * _LEAST_STEP)
    return round(low, 2), round(max(high, low + _LEAST_STEP), 2)


def _point_words(promise: Promise) -> str:
    interval = f"{estimated(promise.low)} to {estimated(promise.high)}"
    return f"{day_phrase(promise.date)}: {estimated(promise.recall)} ({interval})"

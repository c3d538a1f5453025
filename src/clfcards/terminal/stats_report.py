"""Statistics in lines for a terminal, and as the document of --json."""

from collections.abc import Mapping, Sequence
from typing import Any

from clfcards.memory.statistics import STABILITY_DAYS, Part, Statistics, total
from clfcards.memory.study_day import date_of
from clfcards.memory.summary import Tally
from clfcards.model.study import Outline
from clfcards.terminal.lines import Line, wrapped
from clfcards.terminal.phrases import count, percent

PERIODS = ((1, "today"), (7, "7 days"), (30, "30 days"), (36_500, "always"))
_WEEKS = 18
_SHADES = " ░▒▓█"


def stability_names() -> list[str]:
    return [f"≤ {days} d" for days in STABILITY_DAYS] + [f"> {STABILITY_DAYS[-1]} d"]


def difficulty_names() -> list[str]:
    return [f"{n}–{n + 1}" for n in range(1, 10)]


def recall_names() -> list[str]:
    return [f"{10 * n}–{10 * n + 10} %" for n in range(10)]


def stats_lines(stats: Statistics, exam: Outline, width: int) -> list[Line]:
    """All there is, from what to do next to what has been."""
    lines = _titled("Retention", _periods(stats))
    names = ["today" if n == 0 else f"{date_of(stats.today + n):%a %d %b}" for n in range(14)]
    lines += _titled("Due", bars(names, stats.forecast[:14], width))
    lines += _titled("Reviews a day", _calendar(stats, width))
    lines += _titled("Recall by day", _recall_by_day(stats))
    lines += _titled("Domains", [line for part in stats.domains for line in _part(part, exam.domains, width)])
    lines += _titled("Tasks", [line for part in stats.tasks for line in _part(part, exam.tasks, width)])
    lines += _titled("Recall now, cards", bars(recall_names(), stats.recall, width))
    lines += _titled("Stability, cards", bars(stability_names(), stats.stability, width))
    lines += _titled("Difficulty, cards", bars(difficulty_names(), stats.difficulty, width))
    leeches = [line for key in stats.leeches for line in wrapped(key, width)] or [Line("none", "dim")]
    return (lines + _titled("Leeches", leeches))[1:]


def bars(names: Sequence[str], numbers: Sequence[int], width: int) -> list[Line]:
    """One bar a name; the longest fills the room."""
    widest = max(map(len, names), default=0)
    digits = len(str(max(numbers, default=0)))
    room = max(5, min(40, width - widest - digits - 3))
    most = max(numbers, default=0) or 1
    return [
        Line(f"{name:>{widest}} {number:>{digits}} {'█' * max(bool(number), round(room * number / most))}".rstrip())
        for name, number in zip(names, numbers, strict=True)
    ]


def _titled(title: str, lines: list[Line]) -> list[Line]:
    return [Line(), Line(title, "title"), *lines]


def _periods(stats: Statistics) -> list[Line]:
    lines = []
    for days, name in PERIODS:
        studied = stats.since(days)
        true = total(day.retention for day in studied)
        minutes = sum(day.minutes for day in studied)
        answers = total(day.answers for day in studied).answers
        of = f" of {true.answers}" if true.answers else ""
        lines.append(Line(f"{name:>8}  {percent(true.recall)}{of} recalled, {answers} answers, {minutes:.0f} min"))
    lines.append(Line(f"{count(stats.streak, 'day')} in a row", "dim"))
    return lines


def _calendar(stats: Statistics, width: int) -> list[Line]:
    """Weeks from left to right, Monday at the top; the darker, the more answers."""
    weeks = max(1, min(_WEEKS, (width - 6) // 2))
    answers = {day.day: day.answers.answers for day in stats.since(7 * weeks)}
    most = max(answers.values(), default=0) or 1
    monday = stats.today - date_of(stats.today).weekday() - 7 * (weeks - 1)
    lines = []
    for weekday in range(7):
        cells = ""
        for week in range(weeks):
            day = monday + 7 * week + weekday
            number = answers.get(day, 0)
            shade = _SHADES[-(-number * (len(_SHADES) - 1) // most)] if number else "·"
            cells += (shade if day <= stats.today else " ") + " "
        lines.append(Line(f"{date_of(monday + weekday):%a}  {cells}".rstrip()))
    return [*lines, Line(f"█ {most} answers", "dim")] if answers else lines


def _recall_by_day(stats: Statistics) -> list[Line]:
    lines = []
    for day in stats.since(14):
        part = day.answers.recall or 0.0
        lines.append(
            Line(f"{date_of(day.day):%a %d %b} {percent(part):>5} {'█' * round(20 * part)} of {day.answers.answers}")
        )
    return lines or [Line("no reviews yet", "dim")]


def _part(part: Part, titles: Mapping[str, str], width: int) -> list[Line]:
    lines = wrapped(f"{part.id} {titles.get(part.id, '')}", width, "", "", "   ")
    text = f"{part.seen} of {count(part.cards, 'card')} seen"
    text += f", recall now {percent(part.recall_now)}" if part.seen else ""
    text += f", {percent(part.retention.recall)} of {part.retention.answers} recalled" if part.retention.answers else ""
    return [*lines, *wrapped(text, width, "dim", "   ", "   ")]


def stats_document(stats: Statistics, exam: Outline) -> dict[str, Any]:
    """The document of --json. Dates are study days; parts are in [0, 1], null where nothing was counted."""
    titles = {**exam.domains, **exam.tasks}

    def parts(of: Sequence[Part]) -> list[dict[str, Any]]:
        return [
            {"id": p.id, "title": titles.get(p.id, ""), "cards": p.cards, "seen": p.seen}
            | {"recall_now": p.recall_now, "retention": p.retention.recall, "reviews": p.retention.answers}
            for p in of
        ]

    true: Tally = total(day.retention for day in stats.since(30))
    return {
        "today": str(date_of(stats.today)),
        "due": [{"date": str(date_of(stats.today + n)), "cards": cards} for n, cards in enumerate(stats.forecast)],
        "days": [
            {"date": str(date_of(d.day)), "answers": d.answers.answers, "recall": d.answers.recall}
            | {"reviews": d.retention.answers, "retention": d.retention.recall, "minutes": round(d.minutes, 2)}
            for d in stats.days
        ],
        "retention_30_days": true.recall,
        "minutes": round(sum(day.minutes for day in stats.days), 2),
        "streak": stats.streak,
        "domains": parts(stats.domains),
        "tasks": parts(stats.tasks),
        "stability": dict(zip(stability_names(), stats.stability, strict=True)),
        "difficulty": dict(zip(difficulty_names(), stats.difficulty, strict=True)),
        "recall_now": dict(zip(recall_names(), stats.recall, strict=True)),
        "leeches": list(stats.leeches),
    }

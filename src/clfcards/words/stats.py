"""Statistics in lines for a terminal, and as the document of --json."""

from collections.abc import Mapping, Sequence
from typing import Any

from clfcards.memory.statistics import STABILITY_DAYS, Part, Statistics, total
from clfcards.memory.study_day import date_of
from clfcards.memory.summary import Tally
from clfcards.model.study import Outline
from clfcards.words.lines import Line, Style, wrapped
from clfcards.words.phrases import count, percent

PERIODS = ((1, "today"), (7, "7 days"), (30, "30 days"), (36_500, "always"))
_WEEKS = 18
_SHADES = " ░▒▓█"
_DAYS = 14
_GLUE = "\u00a0"


def stability_names() -> list[str]:
    return [f"≤ {days} d" for days in STABILITY_DAYS] + [f"> {STABILITY_DAYS[-1]} d"]


def difficulty_names() -> list[str]:
    return [f"{n}–{n + 1}" for n in range(1, 10)]


def recall_names() -> list[str]:
    return [f"{10 * n}–{10 * n + 10} %" for n in range(10)]


def minutes_phrase(minutes: float) -> str:
    """Whole minutes; a day of a few seconds is no day of none."""
    return "<1" if 0 < minutes < 0.5 else f"{minutes:.0f}"


def part_phrases(part: Part) -> list[str]:
    """A domain or a task in words, in phrases that are best kept on a line each."""
    phrases = [f"{part.seen} of {count(part.cards, 'card')} seen"]
    if part.seen:
        phrases.append(f"recall now {percent(part.recall_now)}")
    if part.retention.answers:
        phrases.append(recalled_phrase(part.retention))
    return phrases


def recalled_phrase(true: Tally) -> str:
    """ "79 % of 192 recalled": true retention."""
    return f"{percent(true.recall)} of {true.answers} recalled" if true.answers else "nothing to recall"


def stats_lines(stats: Statistics, exam: Outline, fronts: Mapping[str, str], width: int) -> list[Line]:
    """All there is, from what to do next to what has been. `fronts` are the leeches' by card."""
    lines = _titled("Retention", _periods(stats, width))
    names = ["today" if n == 0 else f"{date_of(stats.today + n):%a %d %b}" for n in range(_DAYS)]
    lines += _titled("Due", bars(names, stats.forecast[:_DAYS], width))
    lines += _titled("Reviews a day", _calendar(stats, width))
    lines += _titled("Minutes a day", _minutes_by_day(stats, width))
    lines += _titled("Recall by day", _recall_by_day(stats, width))
    lines += _titled("Domains", [line for part in stats.domains for line in _part(part, exam.domains, width)])
    lines += _titled("Tasks", [line for part in stats.tasks for line in _part(part, exam.tasks, width)])
    lines += _titled("Recall now, cards", bars(recall_names(), stats.recall, width))
    lines += _titled("Stability, cards", bars(stability_names(), stats.stability, width))
    lines += _titled("Difficulty, cards", bars(difficulty_names(), stats.difficulty, width))
    leeches = [line for key in stats.leeches for line in _leech(key, fronts.get(key, ""), width)]
    return (lines + _titled("Leeches", leeches or [Line("none", "dim")]))[1:]


def bars(names: Sequence[str], numbers: Sequence[float], width: int, shown: Sequence[str] = ()) -> list[Line]:
    """One bar a name; the longest fills the room. `shown` are the numbers as they are written."""
    shown = shown or [str(number) for number in numbers]
    widest = max(map(len, names), default=0)
    digits = max(map(len, shown), default=0)
    room = max(5, min(40, width - widest - digits - 3))
    most = max(numbers, default=0) or 1
    return [
        Line(f"{name:>{widest}} {said:>{digits}} {'█' * max(bool(number), round(room * number / most))}".rstrip())
        for name, number, said in zip(names, numbers, shown, strict=True)
    ]


def _titled(title: str, lines: list[Line]) -> list[Line]:
    return [Line(), Line(title, "title"), *lines]


def _folded(phrases: Sequence[str], width: int, style: Style = "", first: str = "") -> list[Line]:
    """The phrases one after another, folded between them wherever each fits a line."""
    whole = ", ".join(phrase.replace(" ", _GLUE) for phrase in phrases)
    return [Line(line.text.replace(_GLUE, " "), line.style) for line in wrapped(whole, width, style, first)]


def _periods(stats: Statistics, width: int) -> list[Line]:
    lines = []
    for days, name in PERIODS:
        studied = stats.since(days)
        true = total(day.retention for day in studied)
        minutes = sum(day.minutes for day in studied)
        answers = total(day.answers for day in studied).answers
        phrases = (recalled_phrase(true), count(answers, "answer"), f"{minutes_phrase(minutes)} min")
        lines += _folded(phrases, width, first=f"{name:>8}  ")
    lines.append(Line(f"{count(stats.streak, 'day')} in a row", "dim"))
    return lines


def _calendar(stats: Statistics, width: int) -> list[Line]:
    """Weeks from left to right, Monday at the top; the darker, the more answers."""
    weeks = max(1, min(_WEEKS, (width - 6) // 2))
    answers = {day.day: day.answers.answers for day in stats.since(7 * weeks) if day.answers.answers}
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
    return [*lines, Line(f"█ {count(most, 'answer')}", "dim")] if answers else lines


def _minutes_by_day(stats: Statistics, width: int) -> list[Line]:
    days = stats.each_of(_DAYS)
    minutes = [day.minutes for day in days]
    names = [f"{date_of(day.day):%a %d %b}" for day in days]
    return bars(names, minutes, width, [minutes_phrase(m) for m in minutes]) or [Line("no reviews yet", "dim")]


def _recall_by_day(stats: Statistics, width: int) -> list[Line]:
    """Bars of which the whole room is 100 %."""
    days = [day for day in stats.since(_DAYS) if day.answers.answers]
    room = max(5, min(20, width - len("Mon 01 Jan 100 %  of 1000")))
    lines = []
    for day in days:
        part = day.answers.recall or 0.0
        lines.append(
            Line(f"{date_of(day.day):%a %d %b} {percent(part):>5} {'█' * round(room * part)} of {day.answers.answers}")
        )
    return lines or [Line("no reviews yet", "dim")]


def _part(part: Part, titles: Mapping[str, str], width: int) -> list[Line]:
    lines = wrapped(f"{part.id} {titles.get(part.id, '')}", width, "", "", "   ")
    return [*lines, *_folded(part_phrases(part), width, "dim", "   ")]


def _leech(key: str, front: str, width: int) -> list[Line]:
    return wrapped(f"{key}  {front}".rstrip(), width, "", "", "   ")


def stats_document(stats: Statistics, exam: Outline) -> dict[str, Any]:
    """The document of --json. Dates are study days; parts are in [0, 1], null where nothing was counted."""
    titles = {**exam.domains, **exam.tasks}

    def parts(of: Sequence[Part]) -> list[dict[str, Any]]:
        return [
            {"id": p.id, "title": titles.get(p.id, ""), "cards": p.cards, "seen": p.seen}
            | {
                "recall_now": p.recall_now,
                "known": p.known,
                "retention": p.retention.recall,
                "reviews": p.retention.answers,
            }
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

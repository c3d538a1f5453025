"""Statistics as one HTML page: self-contained, nothing loaded from anywhere, made for a phone first."""

import calendar
import math
from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path

from clfcards.memory.statistics import Part, Statistics, total
from clfcards.memory.study_day import date_of
from clfcards.model.study import Outline
from clfcards.system.files import write_atomically
from clfcards.words.phrases import count, percent
from clfcards.words.stats import (
    PERIODS,
    difficulty_names,
    minutes_phrase,
    part_phrases,
    recall_names,
    stability_names,
)

_STYLE = (Path(__file__).parent / "templates" / "stats.css").read_text(encoding="utf-8")
_WEEKS = 18
_DAYS = 30

# What a row of columns has room for, in CSS pixels: on the narrowest phone, and from stats.css's 40rem up.
_NARROW, _WIDE, _WIDEST_COLUMN, _DIGIT = 288, 600, 64, 7


def write_stats(path: Path, stats: Statistics, exam: Outline, fronts: Mapping[str, str]) -> None:
    """Writes the page. Raises ClfcardsError where it can't be written."""
    write_atomically(path, stats_page(stats, exam, fronts).encode())


def stats_page(stats: Statistics, exam: Outline, fronts: Mapping[str, str]) -> str:
    """The whole page. `fronts` are the leeches' by card."""
    recent = stats.each_of(_DAYS)
    dates = [_date(day.day) for day in recent]
    due = ["today", *(_date(stats.today + n) for n in range(1, len(stats.forecast)))]
    minutes = _columns(dates, [day.minutes for day in recent], "minutes a day", named=-1)
    recall = [None if day.answers.recall is None else 100 * day.answers.recall for day in recent]
    parts = [name.removesuffix(" %") for name in recall_names()]
    leeches = "".join(f"<li><code>{escape(key)}</code><br>{escape(fronts.get(key, ''))}</li>" for key in stats.leeches)
    return f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{escape(exam.code)} statistics, {date_of(stats.today)}</title>
<style>
{_STYLE}</style>
</head>
<body>
<h1>{escape(exam.name)}</h1>
<p class="note">{date_of(stats.today)}, {count(stats.streak, "day")} in a row</p>
{_periods(stats)}
<h2>Due</h2>{_columns(due, stats.forecast, "cards a day")}
<h2>Reviews a day</h2>{_calendar(stats)}
<h2>Time spent</h2>{minutes}
<h2>Recall by day</h2>{_columns(dates, recall, "% of the day's answers recalled", whole=100, named=-1)}
<h2>Domains</h2>{_key()}{_parts(stats.domains, exam.domains)}
<h2>Tasks</h2>{_parts(stats.tasks, exam.tasks)}
<h2>Recall now</h2>{_columns(parts, stats.recall, "cards, by recall now in %", named=-1)}
<h2>Stability</h2>{_columns(stability_names(), stats.stability, "cards, by days until recall falls to 90 %")}
<h2>Difficulty</h2>{_columns(difficulty_names(), stats.difficulty, "cards, from easy (1) to hard (10)")}
<h2>Leeches</h2>{f"<ul>{leeches}</ul>" if leeches else '<p class="note">none</p>'}
</body>
</html>
"""


def _date(day: int) -> str:
    return f"{date_of(day).day} {date_of(day):%b}"


def _whole(phrases: Sequence[str]) -> str:
    """Phrases that a narrow page breaks between, not within."""
    return " ".join(
        f"<span>{escape(phrase)}{',' if n < len(phrases) else ''}</span>" for n, phrase in enumerate(phrases, 1)
    )


def _periods(stats: Statistics) -> str:
    tiles = []
    for days, name in PERIODS:
        studied = stats.since(days)
        true, answers = total(d.retention for d in studied), total(d.answers for d in studied).answers
        minutes = minutes_phrase(sum(d.minutes for d in studied))
        recalled = f"of {true.answers} recalled" if true.answers else "nothing to recall"
        tiles.append(
            f"<div><small>{name}</small><b>{percent(true.recall)}</b><small>{recalled}</small>"
            f"<small>{count(answers, 'answer')}</small><small>{escape(minutes)} min</small></div>"
        )
    return f'<div class="tiles">{"".join(tiles)}</div>'


def _columns(
    names: Sequence[str], values: Sequence[float | None], unit: str, *, whole: float | None = None, named: int = 0
) -> str:
    """Columns side by side, each with its number above and its name below, where there is room for them.

    They are scaled to `whole`, by default to the largest. The column `named` has its name in any case.
    """
    shown = [minutes_phrase(value) if value or (whole and value is not None) else "" for value in values]
    if not any(shown):
        return '<p class="note">nothing yet</p>'
    numbers = [value or 0 for value in values]
    most = whole or max(numbers)
    named %= len(names)
    # Where not every number has room, the largest has: nothing beside it stands higher. Where all stand
    # at the height of the whole, those of the named columns have.
    rooms = (_NARROW, _WIDE)
    names_in = [_every(_step(names, 5, room), len(names), named) for room in rooms]
    numbers_in = [
        set(range(len(names))) if _step(shown, 2, room) == 1 else at_names if whole else {numbers.index(max(numbers))}
        for room, at_names in zip(rooms, names_in, strict=True)
    ]
    said = ", ".join(f"{name}: {number}" for name, number in zip(names, shown, strict=True) if number)
    columns = "".join(
        f'<div title="{escape(f"{name}: {number or 0}")}"><b{_where(n, numbers_in)}>{escape(number)}</b>'
        f'<i style="--part:{value / most if number else 0:.3f}"></i><small><span{_where(n, names_in)}>{escape(name)}'
        "</span></small></div>"
        for n, (name, value, number) in enumerate(zip(names, numbers, shown, strict=True))
    )
    return (
        f'<p class="note">{escape(unit)}</p><div class="columns{" whole" if whole else ""}" role="img" '
        f'style="--columns:{len(names)}" aria-label="{escape(unit)}: {escape(said)}">{columns}</div>'
    )


def _step(texts: Sequence[str], apart: float, room: float) -> int:
    """Of texts under so many columns, every how many-th fits."""
    column = min(_WIDEST_COLUMN, room / len(texts))
    return max(1, math.ceil((_DIGIT * max(map(len, texts)) + apart) / column))


def _every(step: int, of: int, named: int) -> set[int]:
    return set(range(named % step, of, step))


def _where(n: int, shown: Sequence[set[int]]) -> str:
    """The class of a text that is shown on narrow pages, on wide ones, on both or on none."""
    narrow, wide = (n in numbers for numbers in shown)
    return {(True, True): "", (True, False): ' class="narrow"', (False, True): ' class="wide"'}.get(
        (narrow, wide), " hidden"
    )


def _calendar(stats: Statistics) -> str:
    """Weeks from left to right, Monday at the top, under the names of the months that begin in them."""
    answers = {day.day: day.answers.answers for day in stats.days}
    monday = stats.today - date_of(stats.today).weekday() - 7 * (_WEEKS - 1)
    days = range(monday, stats.today + 1)
    most = max(answers.get(day, 0) for day in days) or 1
    cells = ["<small></small>", *(f"<small>{name}</small>" for name in calendar.day_abbr)]
    for day in days:
        if (day - monday) % 7 == 0:
            cells.append(f"<small><span>{_month(day, first=day == monday)}</span></small>")
        number = answers.get(day, 0)
        title = f"{date_of(day):%a} {_date(day)}: {count(number, 'answer')}"
        cells.append(f'<i{_shade(number / most)} title="{title}"></i>')
    studied = [answers[day] for day in days if answers.get(day)]
    label = f"{count(sum(studied), 'answer')} on {count(len(studied), 'day')} of the last {_WEEKS} weeks"
    shades = "".join(f"<i{_shade(n / 4)}></i>" for n in range(5))
    return (
        f'<p class="note">{label}</p><div class="calendar" role="img" aria-label="{label}, '
        f'at most {count(most, "answer")} a day">{"".join(cells)}</div>'
        f'<p class="note shades"><span>0</span>{shades}<span>{count(most, "answer")} a day</span></p>'
    )


def _month(monday: int, *, first: bool) -> str:
    """The month that begins in this week; in the first week its own, unless the next one's name would touch it."""
    sunday = date_of(monday + 6)
    if sunday.day <= 7 or (first and date_of(monday + 20).day > 14):
        return f"{sunday:%b}"
    return ""


def _shade(part: float) -> str:
    """One answer is seen to be one."""
    return f' style="--part:{20 + 80 * part:.0f}%"' if part else ""


def _key() -> str:
    return (
        '<p class="note key"><span><i class="known"></i>recalled now</span> <span><i class="seen"></i>seen</span> '
        "<span><i></i>all cards</span></p>"
    )


def _parts(parts: Sequence[Part], titles: Mapping[str, str]) -> str:
    rows = []
    for part in parts:
        seen = part.seen / part.cards if part.cards else 0
        label = f"Of all cards, {percent(seen)} are seen and {percent(part.known)} recalled now"
        rows.append(
            f"<li>{escape(part.id)} {escape(titles.get(part.id, ''))}"
            f'<div class="share" role="img" aria-label="{label}" title="{label}">'
            f'<i class="seen" style="width:{100 * seen:.1f}%"></i>'
            f'<i class="known" style="width:{100 * part.known:.1f}%"></i></div>'
            f"<small>{_whole(part_phrases(part))}</small></li>"
        )
    return f'<ul class="parts">{"".join(rows)}</ul>'

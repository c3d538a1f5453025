"""Statistics as one HTML page: self-contained, nothing loaded from anywhere, made for a phone first."""

from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path

from clfcards.memory.statistics import Part, Statistics, total
from clfcards.memory.study_day import date_of
from clfcards.model.study import Outline
from clfcards.terminal.phrases import count, percent
from clfcards.terminal.stats_report import PERIODS, difficulty_names, recall_names, stability_names
from clfcards.workspace.files import write_atomically

_STYLE = (Path(__file__).parent / "stats.css").read_text(encoding="utf-8")
_WEEKS = 18


def write_stats(path: Path, stats: Statistics, exam: Outline) -> None:
    """Writes the page. Raises ClfcardsError where it can't be written."""
    write_atomically(path, stats_page(stats, exam).encode())


def stats_page(stats: Statistics, exam: Outline) -> str:
    """The whole page."""
    days = [f"{date_of(stats.today + n):%d %b}" for n in range(len(stats.forecast))]
    leeches = "".join(f"<li>{escape(key)}</li>" for key in stats.leeches)
    recent = stats.since(30)
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
<h2>Due</h2>{_columns(days, stats.forecast, "cards")}
<h2>Reviews a day</h2>{_calendar(stats)}
<h2>Recall by day</h2>{
        _columns(
            [f"{date_of(d.day):%d %b}" for d in recent], [round(100 * (d.answers.recall or 0)) for d in recent], "%"
        )
    }
<h2>Domains</h2>{_parts(stats.domains, exam.domains)}
<h2>Tasks</h2>{_parts(stats.tasks, exam.tasks)}
<h2>Recall now</h2>{_columns(recall_names(), stats.recall, "cards")}
<h2>Stability</h2>{_columns(stability_names(), stats.stability, "cards")}
<h2>Difficulty</h2>{_columns(difficulty_names(), stats.difficulty, "cards")}
<h2>Leeches</h2>{f"<ul>{leeches}</ul>" if leeches else '<p class="note">none</p>'}
</body>
</html>
"""


def _periods(stats: Statistics) -> str:
    tiles = []
    for days, name in PERIODS:
        studied = stats.since(days)
        true, answers = total(d.retention for d in studied), total(d.answers for d in studied).answers
        minutes = sum(d.minutes for d in studied)
        tiles.append(
            f"<div><small>{name}</small><b>{percent(true.recall)}</b>"
            f"<small>true retention<br>{count(answers, 'answer')}, {minutes:.0f} min</small></div>"
        )
    return f'<div class="tiles">{"".join(tiles)}</div>'


def _columns(names: Sequence[str], numbers: Sequence[int], unit: str) -> str:
    """Columns side by side, each with its number as a title; first, middle and last are named below."""
    if not any(numbers):
        return '<p class="note">nothing yet</p>'
    most = max(numbers)
    columns = "".join(
        f'<i style="height:{100 * number / most:.1f}%" title="{escape(name)}: {number} {unit}"></i>'
        for name, number in zip(names, numbers, strict=True)
    )
    said = escape(", ".join(f"{name}: {number}" for name, number in zip(names, numbers, strict=True) if number))
    ends = dict.fromkeys([names[0], names[len(names) // 2], names[-1]])
    below = "".join(f"<span>{escape(name)}</span>" for name in ends)
    return (
        f'<p class="note">most: {most} {unit}</p><div class="columns" role="img" aria-label="{said}">{columns}</div>'
        f'<p class="ends">{below}</p>'
    )


def _calendar(stats: Statistics) -> str:
    answers = {day.day: day.answers.answers for day in stats.days}
    monday = stats.today - date_of(stats.today).weekday() - 7 * (_WEEKS - 1)
    most = max((answers.get(day, 0) for day in range(monday, stats.today + 1)), default=0) or 1
    cells = "".join(
        f'<i style="--part:{100 * answers.get(day, 0) / most:.0f}%" title="{date_of(day)}: {answers.get(day, 0)}"></i>'
        for day in range(monday, stats.today + 1)
    )
    label = f"{count(sum(answers.values()), 'answer')} in {count(len(answers), 'day')}"
    return f'<div class="calendar" role="img" aria-label="{label}">{cells}</div>'


def _parts(parts: Sequence[Part], titles: Mapping[str, str]) -> str:
    rows = []
    for part in parts:
        kept = f", {percent(part.retention.recall)} of {part.retention.answers} kept" if part.retention.answers else ""
        rows.append(
            f"<li>{escape(part.id)} {escape(titles.get(part.id, ''))}"
            f'<meter value="{part.recall_now or 0:.3f}">{percent(part.recall_now)}</meter>'
            f"<small>{part.seen} of {count(part.cards, 'card')} seen, recall now {percent(part.recall_now)}{kept}"
            "</small></li>"
        )
    return f'<ul class="parts">{"".join(rows)}</ul>'

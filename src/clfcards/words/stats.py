"""Statistics: as lines for a terminal, and as the document of `--json`."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from clfcards.memory.statistics import Part, Statistics, total
from clfcards.memory.study_day import date_of
from clfcards.next_step import NextStep
from clfcards.use_cases.statistics import DeckStatistics
from clfcards.words.histograms import bars, difficulty_names, recall_ranges, stability_names
from clfcards.words.lines import Line, Style, wrapped
from clfcards.words.next_steps import command_line
from clfcards.words.phrases import count, minutes_phrase, percent
from clfcards.words.stats_phrases import deck_phrase, part_phrases, periods, recalled_phrase
from clfcards.words.table import aligned

_RETENTION = "Retention: of the learned cards, how many you recalled at the day's first answer"
_RECALL_NOW = "Domains; recall now is what the memory model expects of the cards you have seen"
_WEEKS = 18
_SHADES = " ░▒▓█"
_DAYS = 14
_GLUE = "\u00a0"


def overview(found: DeckStatistics, width: int) -> list[Line]:
    """What fits a screen: retention, what is due, and the domains. Before the first day of study, only the deck."""
    stats = found.figures
    more = Line(f"More: {command_line(NextStep.run('stats', all=None))}", "dim")
    if not stats.days:
        begin = f"No card was reviewed yet: {command_line(NextStep.run('review'))}"
        return [*wrapped(begin, width), Line(), Line("Domains", "title"), *_domains(found, width), more]
    near = sum(stats.forecast[1:8])
    due = f"Due: {stats.forecast[0]:,} today, {stats.forecast[1]:,} tomorrow, {near:,} in the next 7 days"
    return [
        *wrapped(_RETENTION, width, "title"),
        *_periods(stats, width),
        Line(),
        *wrapped(due, width, "title"),
        Line(),
        *wrapped(_RECALL_NOW, width, "title"),
        *_domains(found, width),
        *([Line(), Line("Leeches", "title"), *_leeches(found, width)] if stats.leeches else []),
        more,
    ]


def _domains(found: DeckStatistics, width: int) -> list[Line]:
    """Each domain, and how large the deck is with what has joined it."""
    stats = found.figures
    domains = [line for part in stats.domains for line in _part(part, found.exam.domains, width)]
    return [*domains, *wrapped(deck_phrase(stats), width, "dim")]


def lines(found: DeckStatistics, width: int) -> list[Line]:
    """Every section, in lines of at most `width` columns."""
    stats, exam = found.figures, found.exam
    names = ["today" if n == 0 else f"{date_of(stats.today + n):%a %d %b}" for n in range(_DAYS)]
    sections = [
        ("Retention", _periods(stats, width)),
        ("Due", bars(names, stats.forecast[:_DAYS], width)),
        ("Reviews a day", _calendar(stats, width)),
        ("Minutes a day", _minutes_by_day(stats, width)),
        ("Retention by day", _retention_by_day(stats, width)),
        ("Domains", _domains(found, width)),
        ("Tasks", [line for part in stats.tasks for line in _part(part, exam.tasks, width)]),
        ("Recall now, cards", bars([f"{percents}%" for percents in recall_ranges()], stats.recall, width)),
        ("Stability, cards", bars(stability_names(), stats.stability, width)),
        ("Difficulty, cards", bars(difficulty_names(), stats.difficulty, width)),
        ("Leeches", _leeches(found, width)),
    ]
    return [line for title, body in sections for line in (Line(), Line(title, "title"), *body)][1:]


def _folded(phrases: Sequence[str], width: int, style: Style = "", first: str = "") -> list[Line]:
    """The phrases one after another; lines break only between phrases, unless one is too long for a line."""
    whole = ", ".join(phrase.replace(" ", _GLUE) for phrase in phrases)
    return [Line(line.text.replace(_GLUE, " "), line.style) for line in wrapped(whole, width, style, first)]


def _periods(stats: Statistics, width: int) -> list[Line]:
    found = []
    for period in periods(stats):
        phrases = (recalled_phrase(period.retention), period.answers, period.minutes)
        found += _folded(phrases, width, first=f"{period.name:>8}  ")
    return [*found, Line(f"{count(stats.streak, 'day')} in a row", "dim")]


def _calendar(stats: Statistics, width: int) -> list[Line]:
    """Weeks from left to right, with Monday at the top; darker means more answers."""
    weeks = max(1, min(_WEEKS, (width - 6) // 2))
    answers: dict[int, int] = {day.day: day.answers.answers for day in stats.since(7 * weeks) if day.answers.answers}
    most = max(answers.values(), default=0) or 1
    monday = stats.today - date_of(stats.today).weekday() - 7 * (weeks - 1)
    rows = []
    for weekday in range(7):
        cells = ""
        for week in range(weeks):
            day = monday + 7 * week + weekday
            number = answers.get(day, 0)
            shade = _SHADES[-(-number * (len(_SHADES) - 1) // most)] if number else "·"
            cells += (shade if day <= stats.today else " ") + " "
        rows.append(Line(f"{date_of(monday + weekday):%a}  {cells}".rstrip()))
    return [*rows, Line(f"█ {count(most, 'answer')}", "dim")] if answers else rows


def _minutes_by_day(stats: Statistics, width: int) -> list[Line]:
    days = stats.each_of(_DAYS)
    minutes = [day.minutes for day in days]
    names = [f"{date_of(day.day):%a %d %b}" for day in days]
    return bars(names, minutes, width, [minutes_phrase(m) for m in minutes]) or [Line("no reviews yet", "dim")]


def _retention_by_day(stats: Statistics, width: int) -> list[Line]:
    """One bar per day; the full width is 100%."""
    room = max(5, min(20, width - len("Mon 01 Jan 100%  of 1000")))
    rows = []
    for day in stats.since(_DAYS):
        if (part := day.retention.recall) is not None:
            bar = f"{'█' * round(room * part)} of {day.retention.answers}"
            rows.append((f"{date_of(day.day):%a %d %b}", percent(part), bar))
    return [Line(line) for line in aligned(rows, "<>", gap=1)] or [Line("no learned card was due yet", "dim")]


def _part(part: Part, titles: Mapping[str, str], width: int) -> list[Line]:
    title = wrapped(f"{part.id} {titles.get(part.id, '')}", width, "", "", "   ")
    return [*title, *_folded(part_phrases(part), width, "dim", "   ")]


def _leeches(found: DeckStatistics, width: int) -> list[Line]:
    """One line per leech, with its front."""
    if not found.figures.leeches:
        return [Line("none", "dim")]
    return [
        line
        for card in found.figures.leeches
        for line in wrapped(f"{card}  {found.fronts.get(card, '')}".rstrip(), width, "", "", "   ")
    ]


@dataclass(frozen=True, slots=True)
class DueDocument:
    """How many cards are due on a study day; overdue ones count as due today."""

    date: dt.date
    cards: int


@dataclass(frozen=True, slots=True)
class DayDocument:
    """A study day. `recall` is the share of all answers, `retention` that of the `reviews` of true retention."""

    date: dt.date
    answers: int
    recall: float | None
    reviews: int
    retention: float | None
    minutes: float


@dataclass(frozen=True, slots=True)
class PartDocument:
    """A domain or task; `known` is the share of all its cards expected to be recalled now."""

    id: str
    title: str
    cards: int
    seen: int
    recall_now: float | None
    known: float
    retention: float | None
    reviews: int


@dataclass(frozen=True, slots=True)
class StatsDocument:
    """The document of `stats --json`. Dates are study days; shares are in [0, 1], null if nothing was counted."""

    today: dt.date
    due: tuple[DueDocument, ...]
    days: tuple[DayDocument, ...]
    retention_30_days: float | None
    minutes: float
    streak: int
    domains: tuple[PartDocument, ...]
    tasks: tuple[PartDocument, ...]
    stability: Mapping[str, int]
    difficulty: Mapping[str, int]
    recall_now: Mapping[str, int]
    leeches: tuple[str, ...]


def document(found: DeckStatistics) -> StatsDocument:
    """The statistics as the document of `--json`."""
    stats, exam = found.figures, found.exam
    return StatsDocument(
        today=date_of(stats.today),
        due=tuple(DueDocument(date_of(stats.today + n), cards) for n, cards in enumerate(stats.forecast)),
        days=tuple(
            DayDocument(
                date_of(day.day),
                day.answers.answers,
                day.answers.recall,
                day.retention.answers,
                day.retention.recall,
                round(day.minutes, 2),
            )
            for day in stats.days
        ),
        retention_30_days=total(day.retention for day in stats.since(30)).recall,
        minutes=round(sum(day.minutes for day in stats.days), 2),
        streak=stats.streak,
        domains=_part_documents(stats.domains, exam.domains),
        tasks=_part_documents(stats.tasks, exam.tasks),
        stability=dict(zip(stability_names(), stats.stability, strict=True)),
        difficulty=dict(zip(difficulty_names(), stats.difficulty, strict=True)),
        recall_now=dict(zip((f"{percents} %" for percents in recall_ranges()), stats.recall, strict=True)),
        leeches=stats.leeches,
    )


def _part_documents(parts: Sequence[Part], titles: Mapping[str, str]) -> tuple[PartDocument, ...]:
    return tuple(
        PartDocument(
            id=part.id,
            title=titles.get(part.id, ""),
            cards=part.cards,
            seen=part.seen,
            recall_now=part.recall_now,
            known=part.known,
            retention=part.retention.recall,
            reviews=part.retention.answers,
        )
        for part in parts
    )

"""Statistics as one HTML page: self-contained, so that it loads nothing, and designed for phones first."""

from collections.abc import Iterable
from pathlib import Path

from clfcards.memory.study_day import date_of
from clfcards.pages.columns import Chart, chart
from clfcards.pages.study_calendar import WEEKDAYS, study_calendar
from clfcards.pages.template import page
from clfcards.system.files import write_atomically
from clfcards.use_cases.statistics import DeckStatistics
from clfcards.words.histograms import difficulty_names, recall_ranges, stability_names
from clfcards.words.phrases import count, estimated, percent
from clfcards.words.stats_phrases import minutes_phrase, part_phrases, periods, short_date

_DAYS = 30


def write_stats(path: Path, found: DeckStatistics) -> None:
    """Writes the page. Raises ClfcardsError if it cannot be written."""
    write_atomically(path, stats_page(found).encode())


def stats_page(found: DeckStatistics) -> str:
    """The whole page."""
    stats, exam = found.figures, found.exam
    due, minutes, recall, recall_now, stability, difficulty = _charts(found)
    return page(
        "stats.html",
        language=exam.language,
        exam=exam,
        today=date_of(stats.today),
        streak=count(stats.streak, "day"),
        periods=periods(stats),
        calendar=study_calendar(stats),
        weekdays=WEEKDAYS,
        due=due,
        minutes=minutes,
        recall=recall,
        recall_now=recall_now,
        stability=stability,
        difficulty=difficulty,
        groups=(("Domains", stats.domains, exam.domains), ("Tasks", stats.tasks, exam.tasks)),
        leeches=[(card, found.fronts.get(card, "")) for card in stats.leeches],
        part_phrases=part_phrases,
        percent=percent,
        estimated=estimated,
    )


def _charts(found: DeckStatistics) -> tuple[Chart, ...]:
    """Charts of cards due, minutes and recall by day, and of cards by recall now, stability and difficulty."""
    stats = found.figures
    recent = stats.each_of(_DAYS)
    days = [short_date(day.day) for day in recent]
    due = ["today", *(short_date(stats.today + n) for n in range(1, len(stats.forecast)))]
    minutes = [day.minutes for day in recent]
    recall = [day.retention.recall for day in recent]
    return (
        chart("cards a day", due, stats.forecast, _numbers(stats.forecast)),
        chart("minutes a day", days, minutes, _numbers(minutes), named=-1),
        chart(
            "% of the day's learned cards recalled at the first answer",
            days,
            [part or 0 for part in recall],
            ["" if part is None else f"{100 * part:.0f}" for part in recall],
            whole=1,
            named=-1,
        ),
        chart(
            "cards, by recall now in %",
            recall_ranges(),
            stats.recall,
            _numbers(stats.recall),
            named=-1,
        ),
        chart(
            "cards, by days until recall falls to 90%", stability_names(), stats.stability, _numbers(stats.stability)
        ),
        chart("cards, from easy (1) to hard (10)", difficulty_names(), stats.difficulty, _numbers(stats.difficulty)),
    )


def _numbers(values: Iterable[float]) -> list[str]:
    """The values in whole numbers; empty for 0."""
    return [minutes_phrase(value) if value else "" for value in values]

"""The report of an exam as one HTML page: printable and self-contained; it loads nothing."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from clfcards.exam.report import Part, Report
from clfcards.exam.reviewed import reviewed_questions
from clfcards.model.bank import Bank
from clfcards.model.guide import Guide
from clfcards.pages.template import page
from clfcards.system.files import write_atomically
from clfcards.words.question import fact_sentence, reviewed_notes
from clfcards.words.report import how_scored, working


@dataclass(frozen=True, slots=True)
class _Scale:
    """Positions on the scale, in percent of its width."""

    low: float
    high: float
    cut: float
    points: float


def write_report(path: Path, guide: Guide, bank: Bank, report: Report) -> None:
    """Writes the page. Raises ClfcardsError if it cannot be written."""
    write_atomically(path, report_page(guide, bank, report).encode())


def report_page(guide: Guide, bank: Bank, report: Report) -> str:
    """The whole page: the score, its parts, how the exam was worked, and every question worth reviewing."""
    return page(
        "report.html",
        language=guide.language,
        guide=guide,
        report=report,
        day=report.sitting.last.wall.astimezone().strftime("%Y-%m-%d %H:%M"),
        scale=_scale(guide, report),
        parts=list(_parts(guide, report)),
        working=working(report),
        how_scored=how_scored(guide) if report.scaled else "",
        reviewed=[(question, reviewed_notes(question)) for question in reviewed_questions(report, bank)],
        fact_sentence=fact_sentence,
    )


def _scale(guide: Guide, report: Report) -> _Scale | None:
    scaled, terms = report.scaled, guide.format
    if scaled is None:
        return None
    width = terms.scale_maximum - terms.scale_minimum
    low, high, cut, points = (
        100 * (points - terms.scale_minimum) / width
        for points in (scaled.low, scaled.high, terms.scale_pass, scaled.points)
    )
    return _Scale(low, high, cut, points)


def _parts(guide: Guide, report: Report) -> Iterator[Part]:
    """Each domain that was asked about, followed by its tasks."""
    for domain in report.domains:
        if domain.of:
            yield domain
            yield from (task for task in report.tasks if guide.domain_of_task[task.id].id == domain.id)

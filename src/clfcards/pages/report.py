"""The report of an exam as one HTML page: printable and self-contained; it loads nothing."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from clfcards.exam.few_answers import short_score
from clfcards.exam.report import Part, Report
from clfcards.exam.reviewed import reviewed_questions
from clfcards.exam.score import Axis, axis_of
from clfcards.exam.seen import Seen
from clfcards.model.bank import Bank
from clfcards.model.citation import is_link
from clfcards.model.guide import Guide
from clfcards.pages.template import page
from clfcards.system.files import write_atomically
from clfcards.words.question import fact_sentence, reviewed_notes
from clfcards.words.report import how_estimated_or_scored, missed_by_task, remarks, working
from clfcards.words.score import amount, out_of, passes, right_answers
from clfcards.words.short_score import short_score_sentence


@dataclass(frozen=True, slots=True)
class _Scale:
    """The scale, and positions on it in percent of its width."""

    axis: Axis
    low: float
    high: float
    cut: float
    value: float


def write_report(path: Path, guide: Guide, bank: Bank, report: Report, seen: Seen, report_url: str = "") -> None:
    """Writes the page. Raises ClfcardsError if it cannot be written."""
    write_atomically(path, report_page(guide, bank, report, seen, report_url).encode())


def report_page(guide: Guide, bank: Bank, report: Report, seen: Seen, report_url: str = "") -> str:
    """The whole page: the score, its parts, how the exam was worked, and every question.

    With the `report_url` of the deck settings, each question has a link to report a mistake.
    """
    every = reviewed_questions(report, bank, every=True, report_url=report_url)
    worth_reviewing = set(report.to_review)
    return page(
        "report.html",
        language=guide.language,
        guide=guide,
        report=report,
        day=report.sitting.last.wall.astimezone().strftime("%Y-%m-%d %H:%M"),
        scale=_scale(guide, report),
        parts=list(_parts(guide, report)),
        working=working(report),
        amount=amount,
        out_of=out_of,
        passes=passes,
        right_answers=right_answers,
        short=short_score(guide, report) if report.is_short else None,
        remarks=remarks(guide, report, seen),
        missed=missed_by_task(guide, report),
        how_scored=how_estimated_or_scored(guide, report),
        source=guide.sources.get(guide.exam.source),
        reviewed=[(question, reviewed_notes(question)) for question in every if question.id in worth_reviewing],
        others=[(question, reviewed_notes(question)) for question in every if question.id not in worth_reviewing],
        fact_sentence=fact_sentence,
        is_link=is_link,
        short_score_sentence=short_score_sentence,
    )


def _scale(guide: Guide, report: Report) -> _Scale | None:
    if report.result is None:
        return None
    axis, score = axis_of(guide, report.result.of, report.result.cut), report.result.score
    low, high, cut, value = (100 * axis.position(n) for n in (score.low, score.high, score.cut, score.value))
    return _Scale(axis, low, high, cut, value)


def _parts(guide: Guide, report: Report) -> Iterator[Part]:
    """Each domain that was asked about, followed by its tasks."""
    for domain in report.domains:
        if domain.of:
            yield domain
            yield from (task for task in report.tasks if guide.domain_of_task[task.id].id == domain.id)

"""What the log keeps of a report. It can be made again from the sitting; it is kept for those who read the log."""

from dataclasses import dataclass

from clfcards.exam.form import Kind
from clfcards.exam.report import Part, Report
from clfcards.exam.sitting import Ending


@dataclass(frozen=True, slots=True)
class FormRecord:
    """Of the form: its seed, and how many questions counted and how many of them are scored."""

    seed: int
    kind: Kind
    questions: int
    scored: int


@dataclass(frozen=True, slots=True)
class PartRecord:
    """Right answers of a domain or a task, of those that are scored."""

    id: str
    name: str
    right: int
    of: int


@dataclass(frozen=True, slots=True)
class ReportRecord:
    """A report as the log keeps it. `interval` is a standard error around `scaled`; the tuples are question ids."""

    form: FormRecord
    raw: int
    scaled: int | None
    interval: tuple[int, int] | None
    cut: int | None
    passed: bool | None
    domains: tuple[PartRecord, ...]
    tasks: tuple[PartRecord, ...]
    seconds: float
    ended: Ending
    wrong: tuple[str, ...]
    unanswered: tuple[str, ...]
    flagged: tuple[str, ...]
    guessed: tuple[str, ...]
    lucky: tuple[str, ...]
    right_to_wrong: tuple[str, ...]
    wrong_to_right: tuple[str, ...]


def report_record(report: Report) -> ReportRecord:
    """What is kept of the report; seconds are to a tenth."""
    form, scaled = report.sitting.form, report.scaled
    return ReportRecord(
        form=FormRecord(form.seed, form.kind, len(report.sitting.questions), report.scored),
        raw=report.raw,
        scaled=scaled.points if scaled else None,
        interval=(scaled.low, scaled.high) if scaled else None,
        cut=scaled.cut if scaled else None,
        passed=report.passed,
        domains=tuple(_part(part) for part in report.domains),
        tasks=tuple(_part(part) for part in report.tasks),
        seconds=round(report.pace.seconds, 1),
        ended=report.sitting.ended,
        wrong=report.wrong,
        unanswered=report.unanswered,
        flagged=report.flagged,
        guessed=report.guessed,
        lucky=report.lucky,
        right_to_wrong=report.right_to_wrong,
        wrong_to_right=report.wrong_to_right,
    )


def _part(part: Part) -> PartRecord:
    return PartRecord(part.id, part.title, part.right, part.of)

"""A report as the log stores it. It could be derived from the sitting again; it is there for readers of the log."""

from dataclasses import dataclass

from clfcards.exam.form import Kind
from clfcards.exam.report import Part, Report
from clfcards.exam.sitting import Ending


@dataclass(frozen=True, slots=True)
class FormRecord:
    """The form's seed and kind, the number of questions that counted, and the number of scored ones."""

    seed: int
    kind: Kind
    questions: int
    scored: int


@dataclass(frozen=True, slots=True)
class PartRecord:
    """The right answers to the scored questions of a domain or a task."""

    id: str
    name: str
    right: int
    of: int


@dataclass(frozen=True, slots=True)
class ReportRecord:
    """A report in the log. `cut` is the form's raw cut; the tuples are question ids.

    `scaled` is the score on the scale, and `interval` one standard error around it; both are None for an exam without
    a scale, whose score follows from `raw` and `cut`.
    """

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
    """The record of a report; seconds are rounded to tenths."""
    form, result, score = report.sitting.form, report.result, report.score
    on_scale = score if score and score.kind == "scaled" else None
    return ReportRecord(
        form=FormRecord(form.seed, form.kind, len(report.sitting.questions), report.scored),
        raw=report.raw,
        scaled=int(on_scale.value) if on_scale else None,
        interval=(int(on_scale.low), int(on_scale.high)) if on_scale else None,
        cut=result.cut if result else None,
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

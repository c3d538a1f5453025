"""The report of an exam: in words, and as the document of `--json`."""

from dataclasses import dataclass
from typing import Any

from clfcards.exam.form import Kind
from clfcards.exam.report import Part, Report
from clfcards.exam.sitting import Ending
from clfcards.model.guide import Guide
from clfcards.words.lines import Line, bar, minutes, wrapped
from clfcards.words.phrases import count
from clfcards.words.score import ScoreDocument, amount, how_scored, out_of, passes, right_answers
from clfcards.words.score import document as score_document
from clfcards.words.width import columns

_NAMES = {
    "exam": "Practice exam",
    "diagnostic": "Diagnostic",
    "domain": "Practice of one domain",
    "redo": "Questions you got wrong before",
}


def lines(guide: Guide, report: Report, width: int) -> list[Line]:
    """The whole report: the score, its parts, how the exam was worked, and how the score is calculated."""
    form = report.sitting.form
    day = report.sitting.last.wall.astimezone().strftime("%Y-%m-%d %H:%M")
    asked = len(report.sitting.questions)
    title = f"{_NAMES[form.kind]} · {count(asked, 'question')} · {day} · seed {form.seed}"
    shown = [*wrapped(title, width, "title"), Line(), *_score(guide, report, width), Line()]
    shown += [*part_lines(guide, report, width), Line()]
    for name, text in working(report):
        shown += wrapped(text, width, "", f"{name:<11} ", " " * 12)
    if report.result:
        shown += [Line(), *wrapped(how_scored(guide), width, "dim")]
    return shown


def _score(guide: Guide, report: Report, width: int) -> list[Line]:
    result = report.result
    if result is None:
        right = f"{report.raw} of {report.scored} right."
        why = "No score: these questions are not a sample of the exam."
        return wrapped(f"{right} {why}", width)
    score = result.score
    shown: list[Line] = []
    if report.passed is not None:
        verdict = "passed" if report.passed else "not passed"
        mark = "✓" if report.passed else "✗"
        sentence = f"{mark} {out_of(guide, result)}: {verdict} ({passes(score.kind, score.cut)})"
        shown += wrapped(sentence, width, "good" if report.passed else "bad")
    error, low, high = (amount(score.kind, n) for n in (result.standard_error, score.low, score.high))
    shown += wrapped(
        f"Standard error {error}: two times in three, the true score is between {low} and "
        f"{high}, and the next score can be further away; "
        f"someone of exactly this ability would pass {round(100 * result.repeat_pass)} of 100 such forms.",
        width,
    )
    if score.kind != "raw":
        shown += wrapped(right_answers(guide, result), width)
    if report.sitting.void:
        are, do = ("is", "does") if len(report.sitting.void) == 1 else ("are", "do")
        void = count(len(report.sitting.void), "question")
        shown += wrapped(f"{void} {are} no longer in the bank and {do} not count.", width)
    return shown


def part_lines(guide: Guide, report: Report, width: int, *, tasks: bool = True) -> list[Line]:
    """Domains with their weights, each followed by its tasks."""
    shown: list[Line] = []
    for domain in report.domains:
        if not domain.of:
            continue
        shown += _part(domain, f"{domain.id} {domain.title}, {domain.weight}%", width, "")
        own = {task.id for d in guide.domains if d.id == domain.id for task in d.tasks}
        if tasks:
            for task in report.tasks:
                if task.id in own:
                    shown += _part(task, f"{task.id} {task.title}", width, "   ")
    return shown


def _part(part: Part, name: str, width: int, indent: str) -> list[Line]:
    wide = width >= 70
    right = f"{part.right:>2} of {part.of:<2}" + (f"  {bar(part.share, 10)}" if wide else "")
    room = max(10, width - columns(right) - columns(indent) - 2)
    short = name if columns(name) <= room else name[: room - 1].rstrip() + "…"
    gap = " " * (room - columns(short) + 2)
    return [Line(f"{indent}{short}{gap}{right}", "dim" if indent else "")]


def working(report: Report) -> list[tuple[str, str]]:
    """How the exam was worked, as names and texts: the time, changed answers, guesses, and what is worth reviewing."""
    pace = report.pace
    of = f" of {minutes(pace.limit_seconds)}" if pace.limit_seconds is not None else ""
    up = "; handed in when the time was up" if report.sitting.ended == "clock" else ""
    return [
        ("Time", f"{minutes(pace.seconds)}{of}, {pace.median_seconds:.0f} s for the middle question{up}"),
        ("Changed", f"{len(report.right_to_wrong)} right to wrong, {len(report.wrong_to_right)} wrong to right"),
        ("Guessed", f"{len(report.guessed)}, of which {len(report.lucky)} right by luck"),
        ("Unanswered", f"{len(report.unanswered)}"),
        ("To review", f"{len(report.to_review)}: wrong, flagged or guessed"),
    ]


@dataclass(frozen=True, slots=True)
class FormDocument:
    """The form: its seed, its kind, how many questions counted, and how many of them were scored."""

    seed: int
    kind: Kind
    questions: int
    scored: int


@dataclass(frozen=True, slots=True)
class PartDocument:
    """How many scored questions of a domain or task were answered right, and how many there were."""

    id: str
    name: str
    right: int
    of: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportDocument:
    """The document of `--json`. `cut` is the form's raw cut; the lists hold question ids.

    `score` is in the unit of the exam. `scaled`, and `interval`, one standard error around it, are the same for an
    exam with a scale, and null for others.
    """

    form: FormDocument
    raw: int
    scaled: int | None
    interval: tuple[int, int] | None
    cut: int | None
    passed: bool | None
    domains: tuple[PartDocument, ...]
    tasks: tuple[PartDocument, ...]
    seconds: float
    ended: Ending
    wrong: tuple[str, ...]
    unanswered: tuple[str, ...]
    flagged: tuple[str, ...]
    guessed: tuple[str, ...]
    lucky: tuple[str, ...]
    right_to_wrong: tuple[str, ...]
    wrong_to_right: tuple[str, ...]
    score: ScoreDocument | None


def document(report: Report) -> ReportDocument:
    """The report as the document of `--json`; seconds are rounded to a tenth."""
    return ReportDocument(**document_fields(report))


def document_fields(report: Report) -> dict[str, Any]:
    """The fields of a `ReportDocument`, for documents that extend it."""
    form, result, score = report.sitting.form, report.result, report.score
    on_scale = score if score and score.kind == "scaled" else None
    return {
        "form": FormDocument(form.seed, form.kind, len(report.sitting.questions), report.scored),
        "raw": report.raw,
        "scaled": on_scale.value if on_scale else None,
        "interval": (on_scale.low, on_scale.high) if on_scale else None,
        "cut": result.cut if result else None,
        "passed": report.passed,
        "domains": tuple(PartDocument(d.id, d.title, d.right, d.of) for d in report.domains),
        "tasks": tuple(PartDocument(t.id, t.title, t.right, t.of) for t in report.tasks),
        "seconds": round(report.pace.seconds, 1),
        "ended": report.sitting.ended,
        "wrong": report.wrong,
        "unanswered": report.unanswered,
        "flagged": report.flagged,
        "guessed": report.guessed,
        "lucky": report.lucky,
        "right_to_wrong": report.right_to_wrong,
        "wrong_to_right": report.wrong_to_right,
        "score": score_document(result),
    }

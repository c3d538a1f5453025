"""Past attempts, as a list with their trend or two compared: in words, and as documents of `--json`."""

from collections.abc import Sequence
from dataclasses import dataclass

from clfcards.exam.attempts import Attempt, Comparison
from clfcards.exam.few_answers import short_score
from clfcards.exam.report import Report
from clfcards.exam.score import ScoreKind, axis_of, whole_exam
from clfcards.model.guide import Guide
from clfcards.model.number import Number
from clfcards.next_step import NextStep
from clfcards.words.lines import Line, Style, minutes, wrapped
from clfcards.words.next_steps import command_line
from clfcards.words.phrases import count
from clfcards.words.report import ReportDocument, document_fields
from clfcards.words.score import amount
from clfcards.words.table import aligned
from clfcards.words.width import columns

_FULL_WIDTH = 72
_NARROWEST_SCALE = 16


def lines(guide: Guide, attempts: Sequence[Attempt], width: int) -> list[Line]:
    """One line per attempt: its number, day, kind, right answers, how many questions were seen before, and the score.

    In a wide window the score is also shown on the scale. The score of a short form is an estimate, marked by "~".
    """
    if not attempts:
        return wrapped(f"No practice exam yet: start with '{command_line(NextStep.run('exam'))}'.", width)
    head, *rows = aligned(
        [("", "day", "exam", "right", "seen", "score"), *(_cells(guide, a) for a in attempts)], "><<>>>"
    )
    room = width - columns(head) - 2
    if width >= _FULL_WIDTH and room >= _NARROWEST_SCALE:
        head = f"{head}  {_axis(guide, room)}"
        marks = [_mark(guide, attempt.report, room) for attempt in attempts]
        rows = [f"{row}  {mark}".rstrip() for row, mark in zip(rows, marks, strict=True)]
    styles = [_style(attempt.report) for attempt in attempts]
    return [Line(head, "dim"), *(Line(row, style) for row, style in zip(rows, styles, strict=True))]


def _cells(guide: Guide, attempt: Attempt) -> tuple[str, ...]:
    report = attempt.report
    day = report.sitting.last.wall.astimezone().strftime("%Y-%m-%d")
    score = report.score or (short_score(guide, report) if report.is_short else None)
    shown = f"{'~' if report.is_short else ''}{amount(score.kind, score.value)}" if score else "–"
    right, seen = f"{report.raw} of {report.scored}", str(attempt.seen.total)
    return str(attempt.number), day, kind_phrase(report), right, seen, shown


def _style(report: Report) -> Style:
    return "" if report.passed is None else "good" if report.passed else "bad"


def comparison_lines(comparison: Comparison, width: int) -> list[Line]:
    """The gain with its standard error, then each domain."""
    earlier, later = comparison.earlier, comparison.later
    shown = wrapped(f"Attempt {later.number} compared with attempt {earlier.number}", width, "title")
    if comparison.gain is None or comparison.error is None:
        shown += wrapped("Their scores cannot be compared, only the shares of right answers.", width)
    else:
        verdict = "more than chance explains" if comparison.is_clear else "no more than chance explains"
        gain, error = _gain_phrase(comparison, comparison.gain), amount(_kind(comparison), comparison.error)
        shown += wrapped(f"{gain}, standard error of the difference {error}: {verdict}.", width)
    shown.append(Line())
    for before, after in comparison.domains:
        if before.of and after.of:
            change = after.share - before.share
            counts = f"{before.right} of {before.of} → {after.right} of {after.of} ({change:+.0%})"
            shown += wrapped(f"{before.id} {before.title}: {counts}", width, "", "", "  ")
    spent = f"{minutes(earlier.report.pace.seconds)} → {minutes(later.report.pace.seconds)}"
    return [*shown, *wrapped(f"Time: {spent}", width)]


def kind_phrase(report: Report) -> str:
    kind = report.sitting.form.kind
    if kind == "domain":
        return f"domain {next((part.id for part in report.domains if part.of), '')}"
    length = count(len(report.sitting.questions), "question")
    return {"exam": length, "diagnostic": "diagnostic", "more": "more of it", "redo": "redo"}[kind]


def _kind(comparison: Comparison) -> ScoreKind:
    score = comparison.later.report.score
    return score.kind if score else "scaled"


def _gain_phrase(comparison: Comparison, gain: Number) -> str:
    """ "+52 points", "-3 right answers" or "+7.5 percentage points"."""
    unit = {"scaled": "points", "raw": "right answers", "percent": "percentage points"}[_kind(comparison)]
    return f"{gain:+} {unit}"


def _axis(guide: Guide, room: int) -> str:
    """The ends of the scale, with the passing score above its mark."""
    scale = whole_exam(guide)
    axis = list(str(scale.lowest).ljust(room))
    for text, at in (
        (str(scale.highest), room),
        (str(scale.cut), _column(scale.position(scale.cut), room) + 2),
    ):
        start = at - len(text)
        axis[start:at] = text
    return "".join(axis)


def _mark(guide: Guide, report: Report, room: int) -> str:
    """The score as ● on the scale, its standard error as ─, the passing score as │."""
    result = report.result
    if result is None:
        return ""
    scale, score = axis_of(guide, result.of, result.cut), result.score
    low, cut, at, high = (_column(scale.position(n), room) for n in (score.low, score.cut, score.value, score.high))
    cells = [" "] * room
    cells[low : high + 1] = "─" * (high + 1 - low)
    cells[cut] = "│"
    cells[at] = "●"
    return "".join(cells).rstrip()


def _column(position: float, room: int) -> int:
    """The column, from 0, of a position in [0, 1] on a scale that is `room` columns wide."""
    return round((room - 1) * position)


@dataclass(frozen=True, kw_only=True)
class _Numbered:
    """An attempt's number from 1, and when it ended (ISO 8601). These come before the report's fields."""

    number: int
    ended_at: str


@dataclass(frozen=True, kw_only=True)
class AttemptDocument(ReportDocument, _Numbered):
    """The document of `--show --json`: a report with its place in the learner's history."""


@dataclass(frozen=True, slots=True)
class AttemptsDocument:
    """The document of `history exams --json`, oldest first."""

    attempts: tuple[AttemptDocument, ...]


@dataclass(frozen=True, slots=True)
class ComparisonDocument:
    """The document of `--compare --json`; gain and error are in the unit of the scores, null if they have none."""

    earlier: AttemptDocument
    later: AttemptDocument
    gain: Number | None
    standard_error: Number | None


def document(guide: Guide, attempts: Sequence[Attempt]) -> AttemptsDocument:
    """All attempts as the document of `--json`."""
    return AttemptsDocument(tuple(attempt_document(guide, attempt) for attempt in attempts))


def attempt_document(guide: Guide, attempt: Attempt) -> AttemptDocument:
    """One attempt as the document of `--json`."""
    ended = attempt.report.sitting.last.wall.isoformat(timespec="seconds")
    return AttemptDocument(
        number=attempt.number, ended_at=ended, **document_fields(guide, attempt.report, attempt.seen)
    )


def comparison_document(guide: Guide, comparison: Comparison) -> ComparisonDocument:
    """Two attempts side by side as the document of `--json`."""
    earlier, later = attempt_document(guide, comparison.earlier), attempt_document(guide, comparison.later)
    return ComparisonDocument(earlier, later, comparison.gain, comparison.error)

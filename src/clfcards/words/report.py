"""The report of an exam: in words, and as the document of `--json`."""

from dataclasses import dataclass
from typing import Any

from clfcards.exam.few_answers import short_score
from clfcards.exam.form import Kind
from clfcards.exam.margin import NarrowPass, narrow_pass
from clfcards.exam.partly_right import partly_right
from clfcards.exam.readiness import NERVES
from clfcards.exam.report import Part, Report
from clfcards.exam.score import FormScore, Score
from clfcards.exam.seen import Seen
from clfcards.exam.sitting import Ending
from clfcards.model.guide import Guide, Task
from clfcards.model.number import Number
from clfcards.words.conditions import seen_sentence, streak_sentence
from clfcards.words.lines import Line, bar, minutes, wrapped
from clfcards.words.phrases import count
from clfcards.words.score import ScoreDocument, amount, amount_of, how_scored, or_more, out_of, passes, right_answers
from clfcards.words.score import document as score_document
from clfcards.words.short_score import HOW_ESTIMATED, short_score_sentence
from clfcards.words.width import columns

PASSED = "✓ {shown}: passed ({passes})"
NOT_PASSED = "✗ {shown}: not passed ({passes})"
STANDARD_ERROR = (
    "Standard error {error}: two times in three, the true score is between {low} and {high}, and the next score can be "
    "further away; someone of exactly this ability would pass {of_100} of 100 such forms."
)
NARROW = (
    f"This is a narrow pass. Nerves on the day typically cost a few percentage points: {NERVES:.0%} of the answers "
    "would take about {cost}, and a set of questions may be harder than this one. Aim for {low} to {high} in full "
    "timed exams before you book."
)
TIME = "{used}{of}, {median} s for the middle question{up}"
LIMIT = " of {limit}"
HANDED_IN_BY_THE_CLOCK = "; handed in when the time was up"
CHANGED = "{worse} right to wrong, {better} wrong to right"
GUESSED = "{guessed}, of which {lucky} right by luck"
TOO_FEW_CHOSEN = ", {half} of them with too few options chosen"
TO_REVIEW = "{count}: wrong, flagged or guessed"
"""Templates of sentences with named placeholders. Pages of practice exams use the same ones."""

_NAMES = {
    "exam": "Practice exam",
    "diagnostic": "Diagnostic",
    "more": "Diagnostic, more questions",
    "domain": "Practice of one domain",
    "redo": "Questions you got wrong before",
}


def lines(guide: Guide, report: Report, seen: Seen, width: int) -> list[Line]:
    """The whole report: the score, its conditions, its parts, how the exam was worked, and how it is scored."""
    form = report.sitting.form
    day = report.sitting.last.wall.astimezone().strftime("%Y-%m-%d %H:%M")
    asked = len(report.sitting.questions)
    title = f"{_NAMES[form.kind]} · {count(asked, 'question')} · {day} · seed {form.seed}"
    shown = [*wrapped(title, width, "title"), Line(), *_score(guide, report, width)]
    for sentence in remarks(guide, report, seen):
        shown += wrapped(sentence, width)
    shown += [Line(), *part_lines(guide, report, width), Line(), *_missed(guide, report, width)]
    for name, text in working(report):
        shown += wrapped(text, width, "", f"{name:<11} ", " " * 12)
    for note in (how_estimated_or_scored(guide, report), vendor_page(guide)):
        shown += [Line(), *wrapped(note, width, "dim")] if note else []
    return shown


def remarks(guide: Guide, report: Report, seen: Seen) -> list[str]:
    """What a score's reader should know: a narrow pass, its conditions, and what all-or-nothing scoring cost."""
    sentences = [seen_sentence(seen), streak_sentence(guide, report, seen)]
    if narrow := narrow_pass(guide, report):
        sentences.insert(0, narrow_sentence(guide, narrow))
    partly = partly_right(guide, report)
    if partly.partly:
        were = "was" if partly.partly == 1 else "were"
        cost = f"{partly.answers:.1f} answers" if partly.points is None else amount_of(guide, partly.points)
        sentences.append(
            f"Of {count(partly.of, 'multiple-response question')} {partly.partly} {were} partly right, which counts as "
            f"wrong: all-or-nothing scoring cost about {cost}."
        )
    if report.sitting.void:
        are, do = ("is", "does") if len(report.sitting.void) == 1 else ("are", "do")
        void = count(len(report.sitting.void), "question")
        sentences.append(f"{void} {are} no longer in the bank and {do} not count.")
    return [sentence for sentence in sentences if sentence]


def narrow_sentence(guide: Guide, narrow: NarrowPass) -> str:
    """Why a pass is no reason to book the exam yet."""
    return NARROW.format(**narrow_amounts(guide, narrow))


def narrow_amounts(guide: Guide, narrow: NarrowPass) -> dict[str, str]:
    """The values of the placeholders in NARROW."""
    low, high = str(narrow.low), or_more(guide, narrow.high)
    return {"low": low, "high": high, "cost": amount_of(guide, narrow.nerves)}


def missed_by_task(guide: Guide, report: Report) -> list[tuple[Task, list[int]]]:
    """The tasks with wrong answers, unscored ones included, the most first, and the numbers of these questions."""
    numbers = {q.id: number for number, q in enumerate(report.sitting.questions, start=1)}
    found: dict[str, list[int]] = {}
    for id_ in report.wrong:
        found.setdefault(report.sitting.form.by_id[id_].task, []).append(numbers[id_])
    tasks = [(task, found[task.id]) for task in guide.tasks.values() if task.id in found]
    return sorted(tasks, key=lambda row: -len(row[1]))


def _missed(guide: Guide, report: Report, width: int) -> list[Line]:
    rows = missed_by_task(guide, report)
    shown = wrapped("Wrong answers by task", width, "title") if rows else []
    for task, numbers in rows:
        text = f"{task.id} {task.title}: {', '.join(map(str, numbers))}"
        shown += wrapped(text, width, "", f"{len(numbers):>4}  ", " " * 6)
    return [*shown, Line()] if rows else []


def vendor_page(guide: Guide) -> str:
    """Where the vendor describes the exam, and the day on which that was read; empty if the guide does not say."""
    source = guide.sources.get(guide.exam.source)
    return f"About the exam: {source.url} (read on {source.verified.isoformat()})" if source else ""


def how_estimated_or_scored(guide: Guide, report: Report) -> str:
    """How the score of this report came about; empty if it has none."""
    if report.is_short:
        return f"{HOW_ESTIMATED} {how_scored(guide)}"
    return how_scored(guide) if report.result else ""


def _score(guide: Guide, report: Report, width: int) -> list[Line]:
    result = report.result
    if report.is_short:
        right = f"{report.raw} of {count(report.scored, 'scored question')} right: too few questions for a verdict."
        return wrapped(f"{right} {short_score_sentence(guide, short_score(guide, report))}", width)
    if result is None:
        right = f"{report.raw} of {report.scored} right."
        why = "No score: these questions are not a sample of the exam."
        return wrapped(f"{right} {why}", width)
    score = result.score
    shown: list[Line] = []
    if report.passed is not None:
        verdict = PASSED if report.passed else NOT_PASSED
        sentence = verdict.format(shown=out_of(guide, result), passes=passes(score.kind, score.cut))
        shown += wrapped(sentence, width, "good" if report.passed else "bad")
    shown += wrapped(STANDARD_ERROR.format(**error_amounts(result)), width)
    if score.kind != "raw":
        shown += wrapped(right_answers(guide, result), width)
    return shown


def error_amounts(result: FormScore) -> dict[str, str]:
    """The values of the placeholders in STANDARD_ERROR."""
    score = result.score
    error, low, high = (amount(score.kind, n) for n in (result.standard_error, score.low, score.high))
    return {"error": error, "low": low, "high": high, "of_100": _of_100(result.repeat_pass)}


def _of_100(share: float) -> str:
    """A probability as a number of 100, which is never certain."""
    return "fewer than 1" if share < 0.01 else "more than 99" if share > 0.99 else str(round(100 * share))


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
    of = LIMIT.format(limit=minutes(pace.limit_seconds)) if pace.limit_seconds is not None else ""
    up = HANDED_IN_BY_THE_CLOCK if report.sitting.ended == "clock" else ""
    median = f"{pace.median_seconds:.0f}"
    return [
        ("Time", TIME.format(used=minutes(pace.seconds), of=of, median=median, up=up)),
        ("Changed", CHANGED.format(worse=len(report.right_to_wrong), better=len(report.wrong_to_right))),
        ("Guessed", GUESSED.format(guessed=len(report.guessed), lucky=len(report.lucky))),
        ("Unanswered", unanswered_phrase(report)),
        ("To review", TO_REVIEW.format(count=len(report.to_review))),
    ]


def unanswered_phrase(report: Report) -> str:
    """How many questions count as unanswered, and how many of these have too few options chosen."""
    half = sum(bool(report.sitting.answers.get(id_)) for id_ in report.unanswered)
    started = TOO_FEW_CHOSEN.format(half=half) if half else ""
    return f"{len(report.unanswered)}{started}"


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


@dataclass(frozen=True, slots=True)
class SeenDocument:
    """How many `of` the questions had been seen before, in an exam or only in review; `lately` in the last 60 days."""

    of: int
    exam: int
    review: int
    lately: int


@dataclass(frozen=True, slots=True)
class PartlyRightDocument:
    """How many `of` the scored multiple-response questions were partly right, and what that cost in points."""

    of: int
    partly: int
    points: Number | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportDocument:
    """The document of `--json`. `cut` is the form's raw cut; the lists hold question ids.

    `score` is in the unit of the exam. `scaled`, and `interval`, one standard error around it, are the same for an
    exam with a scale, and null for others. For a form that is too short for a verdict, they are the expected score,
    which is in the interval two times in three.
    """

    form: FormDocument
    seen: SeenDocument
    partly_right: PartlyRightDocument
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


def document(guide: Guide, report: Report, seen: Seen) -> ReportDocument:
    """The report as the document of `--json`; seconds are rounded to a tenth."""
    return ReportDocument(**document_fields(guide, report, seen))


def document_fields(guide: Guide, report: Report, seen: Seen, short: Score | None = None) -> dict[str, Any]:
    """The fields of a `ReportDocument`, for documents that extend it. `short` is an estimate that includes more."""
    form, result, partly = report.sitting.form, report.result, partly_right(guide, report)
    score = report.score or short or (short_score(guide, report) if report.is_short else None)
    on_scale = score if score and score.kind == "scaled" else None
    return {
        "seen": SeenDocument(seen.of, seen.exam, seen.review, seen.lately),
        "partly_right": PartlyRightDocument(partly.of, partly.partly, partly.points),
        "form": FormDocument(form.seed, form.kind, len(report.sitting.questions), _scored(report)),
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
        "score": score_document(score),
    }


def _scored(report: Report) -> int:
    return sum(question.scored for question in report.sitting.questions)

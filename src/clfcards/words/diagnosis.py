"""The result of a diagnostic: in words, and as the document of `--json`."""

from collections.abc import Sequence
from dataclasses import dataclass

from clfcards.exam.diagnostic import Diagnosis, Purpose
from clfcards.exam.score import ScoreKind
from clfcards.exam.seen import Seen
from clfcards.exam.study_plan import DomainMinutes
from clfcards.exam.study_plan_left import RemainingPlan
from clfcards.model.guide import Guide
from clfcards.next_step import NextStep
from clfcards.words.conditions import seen_sentence
from clfcards.words.lines import Line, wrapped
from clfcards.words.next_steps import command_line
from clfcards.words.phrases import count, estimated
from clfcards.words.report import ReportDocument, document_fields, part_lines
from clfcards.words.score import how_scored
from clfcards.words.short_score import HOW_ESTIMATED, short_score_sentence

SHARE = (
    "You would answer between {low} and {high} of such questions correctly (90% interval). {few} too few for a verdict."
)
WEAKEST = "Weakest domain: {name} (probability {chance})"
CANNOT_TELL = "Weakest domain: cannot tell from {questions}"
TO_GAIN = "{unit} to gain if you knew everything in a domain, with the standard error:"
HOW_PLANNED = (
    "Each domain gets minutes by its weight and by the share of it that you may not know yet, and so does each task, "
    "in steps of five."
)
"""Templates of sentences with named placeholders. Pages of practice exams use the same ones."""

_WHY: dict[Purpose, str] = {
    "learn": "learn a few cards a day",
    "gain": "learn first where you have the most to gain",
    "exam": "take a full practice exam, once you know the cards",
    "short exam": "take the longest practice exam that the bank has questions for",
    "readiness": "find out whether you are ready",
    "more": "answer ten more questions, from the domains in doubt, to find the weakest",
}
"""What each of the diagnostic's next steps is for."""
_PLAN_DAYS = 30
_UNITS: dict[ScoreKind, str] = {"scaled": "Points", "raw": "Right answers", "percent": "Percentage points"}


def lines(guide: Guide, diagnosis: Diagnosis, seen: Seen, width: int) -> list[Line]:
    """The diagnostic's result: the score with its interval, the domains, a study plan and the next commands."""
    report = diagnosis.report
    low, high = diagnosis.interval
    few = few_phrase(report.scored)
    shown = [*wrapped(f"Diagnostic · {report.raw} of {report.scored} right", width, "title"), Line()]
    shown += wrapped(SHARE.format(low=estimated(low), high=estimated(high), few=few), width)
    shown += wrapped(short_score_sentence(guide, diagnosis.score), width)
    if seen.total:
        shown += wrapped(seen_sentence(seen), width)
    shown += [Line(), *part_lines(guide, report, width, tasks=False), Line()]
    shown += [*_domains(guide, diagnosis, width), Line(), *_plan(diagnosis.plan, width)]
    shown += [Line(), *wrapped("From here", width, "title")]
    for purpose, step in diagnosis.next_steps:
        shown += wrapped(f"{command_line(step):<30} {_WHY[purpose]}", width, "", "", "   ")
    return [*shown, Line(), *wrapped(f"{HOW_ESTIMATED} {how_scored(guide)}", width, "dim")]


def few_phrase(questions: int) -> str:
    """ "10 questions are", before "too few"."""
    return f"{count(questions, 'question')} {'is' if questions == 1 else 'are'}"


def _domains(guide: Guide, diagnosis: Diagnosis, width: int) -> list[Line]:
    """The weakest domain if the answers show it, and what there is to gain in each domain."""
    names = {domain.id: f"{domain.id} {domain.title}" for domain in guide.domains}
    if diagnosis.weakest:
        likely = max(domain.weakest for domain in diagnosis.domains)
        shown = wrapped(WEAKEST.format(name=names[diagnosis.weakest], chance=estimated(likely)), width)
    else:
        shown = wrapped(CANNOT_TELL.format(questions=count(diagnosis.report.scored, "question")), width)
    shown += wrapped(to_gain(diagnosis.score.kind), width)
    for domain in diagnosis.domains:
        points = f"{domain.gain:4.0f} ± {domain.gain_error:<4.0f}"
        shown += wrapped(f"{points} {names[domain.id]}", width, "", "   ", " " * 15)
    return shown


def to_gain(kind: ScoreKind) -> str:
    """The heading above what there is to gain in each domain."""
    return TO_GAIN.format(unit=_UNITS[kind])


def replaced_plan_sentence(left: RemainingPlan) -> str:
    """What a new diagnostic does to the plan of an earlier one."""
    return (
        f"At its end, this diagnostic replaces your study plan, "
        f"of which {count(round(left.minutes_left), 'minute')} are left."
    )


def _plan(plan: Sequence[DomainMinutes], width: int) -> list[Line]:
    """The minutes for each domain, followed by those for its tasks, and where they come from."""
    total = sum(domain.minutes for domain in plan)
    shown = wrapped(plan_title(total), width, "title")
    for domain in plan:
        shown += wrapped(f"{domain.minutes:>4} min  {domain.id} {domain.title}", width, "", "", " " * 10)
        for task in domain.tasks:
            shown += wrapped(f"{task.minutes:>4}    {task.id} {task.title}", width, "dim", "      ", " " * 18)
    other = command_line(NextStep.run("diagnostic", minutes="N"))
    sentence = f"{each_day(total)}; '{other}' plans another number. {HOW_PLANNED} The plan is kept."
    return [*shown, *wrapped(sentence, width, "dim")]


def plan_title(minutes: int) -> str:
    """The heading of a study plan of so many minutes."""
    return f"Study plan: {minutes // 60} h {minutes % 60:02} min"


def each_day(minutes: int) -> str:
    """How much of a plan's minutes there is to study a day: "600 minutes are 20 a day for 30 days"."""
    return f"{minutes} minutes are {f'{minutes / _PLAN_DAYS:.1f}'.removesuffix('.0')} a day for {_PLAN_DAYS} days"


@dataclass(frozen=True, slots=True)
class TaskPlan:
    """A task and the minutes planned for it."""

    id: str
    name: str
    minutes: int


@dataclass(frozen=True, slots=True)
class DomainPlan:
    """A domain, the estimated share of it that is known, the minutes planned for it, and its tasks."""

    id: str
    name: str
    known: float
    minutes: int
    tasks: tuple[TaskPlan, ...]


@dataclass(frozen=True, slots=True)
class DomainGain:
    """A domain: the expected share of right answers, the probability that it is the weakest, and the points to gain."""

    id: str
    name: str
    share: float
    weakest: float
    points: int
    error: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DiagnosisDocument(ReportDocument):
    """The document of `--json`: the report's fields, the share of right answers with its interval, and the plan.

    `answers` counts those to the questions that were added, too; so do `raw`, `domains` and `tasks`. `gains` are the
    domains, the one with the most points to gain first. `more` says whether more questions can be asked.
    """

    answers: int
    share: float
    share_interval: tuple[float, float]
    weakest_domain: str | None
    gains: tuple[DomainGain, ...]
    more: bool
    plan: tuple[DomainPlan, ...]
    next: tuple[str, ...]


def document(guide: Guide, diagnosis: Diagnosis, seen: Seen) -> DiagnosisDocument:
    """The result as the document of `--json`; shares are rounded to four decimals."""
    low, high = diagnosis.interval
    names = {domain.id: domain.title for domain in guide.domains}
    return DiagnosisDocument(
        **document_fields(guide, diagnosis.report, seen, diagnosis.score),
        answers=diagnosis.report.scored,
        share=round(diagnosis.share, 4),
        share_interval=(round(low, 4), round(high, 4)),
        weakest_domain=diagnosis.weakest,
        gains=tuple(
            DomainGain(d.id, names[d.id], round(d.share, 4), round(d.weakest, 4), round(d.gain), round(d.gain_error))
            for d in diagnosis.domains
        ),
        more=diagnosis.can_go_on,
        plan=tuple(_domain_plan(domain) for domain in diagnosis.plan),
        next=tuple(command_line(step) for _, step in diagnosis.next_steps),
    )


def _domain_plan(domain: DomainMinutes) -> DomainPlan:
    tasks = tuple(TaskPlan(task.id, task.title, task.minutes) for task in domain.tasks)
    return DomainPlan(domain.id, domain.title, round(domain.known, 4), domain.minutes, tasks)

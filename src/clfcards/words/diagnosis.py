"""The result of a diagnostic: in words, and as the document of `--json`."""

from collections.abc import Sequence
from dataclasses import dataclass

from clfcards.exam.diagnostic import Diagnosis, Purpose
from clfcards.exam.kept_plan import RemainingPlan
from clfcards.exam.score import FormScore
from clfcards.exam.study_plan import DomainMinutes
from clfcards.model.guide import Guide
from clfcards.words.lines import Line, wrapped
from clfcards.words.next_steps import command_line
from clfcards.words.phrases import count
from clfcards.words.report import ReportDocument, document_fields, part_lines
from clfcards.words.score import amount, how_scored, passes, passing

_WHY: dict[Purpose, str] = {
    "learn": "learn a few cards a day",
    "practice": "practice where you have the most to gain",
    "exam": "take a full practice exam, once you know the cards",
    "short exam": "take the longest practice exam that the bank has questions for",
    "readiness": "find out whether you are ready",
}
"""What each of the diagnostic's next steps is for."""


def lines(guide: Guide, diagnosis: Diagnosis, width: int) -> list[Line]:
    """The diagnostic's result: the score with its interval, the weakest domain, a study plan and the next commands."""
    report = diagnosis.report
    low, high = diagnosis.interval
    few = f"{count(report.scored, 'question')} {'is' if report.scored == 1 else 'are'}"
    shown = [*wrapped(f"Diagnostic · {report.raw} of {report.scored} right", width, "title"), Line()]
    shown += wrapped(
        f"You would answer between {low:.0%} and {high:.0%} of such questions correctly (90% interval). "
        f"{few} too few for a verdict.",
        width,
    )
    if report.result:
        shown += wrapped(_in_the_exam(guide, report.result), width)
    shown += [Line(), *part_lines(guide, report, width, tasks=False), Line()]
    names = {domain.id: domain.title for domain in guide.domains}
    if diagnosis.weakest:
        shown += wrapped(f"Weakest domain: {diagnosis.weakest} {names[diagnosis.weakest]}", width)
    else:
        shown += wrapped(f"Weakest domain: cannot tell from {count(report.scored, 'question')}", width)
    shown += [Line(), *_plan(diagnosis.plan, width)]
    shown += [Line(), *wrapped("Next", width, "title")]
    for purpose, step in diagnosis.next_steps:
        shown += wrapped(f"{command_line(step):<30} {_WHY[purpose]}", width, "", "", "   ")
    if report.result:
        shown += [Line(), *wrapped(how_scored(guide), width, "dim")]
    return shown


def replaced_plan_sentence(left: RemainingPlan) -> str:
    """What a new diagnostic does to the plan of an earlier one."""
    return (
        f"At its end, this diagnostic replaces your study plan, "
        f"of which {count(round(left.minutes_left), 'minute')} are left."
    )


def _in_the_exam(guide: Guide, result: FormScore) -> str:
    """What the result would be in the exam."""
    score = result.score
    value, low, high = (amount(score.kind, number) for number in (score.value, score.low, score.high))
    match score.kind:
        case "scaled":
            return f"On the exam's scale, that is about {value} ({low} to {high}); {passes('scaled', score.cut)}."
        case "raw":
            whole = f"The exam passes with {passing(guide)} to {count(guide.format.scored, 'question')}"
            return f"{whole}: of {result.of}, {passes('raw', score.cut)}."
        case "percent":
            return f"That is {value} ({low} to {high}); {passes('percent', score.cut)}."


def _plan(plan: Sequence[DomainMinutes], width: int) -> list[Line]:
    """The minutes for each domain, followed by those for its tasks."""
    total = sum(domain.minutes for domain in plan)
    shown = wrapped(f"Study plan: {total // 60} h {total % 60:02} min", width, "title")
    for domain in plan:
        shown += wrapped(f"{domain.minutes:>4} min  {domain.id} {domain.title}", width, "", "", " " * 10)
        for task in domain.tasks:
            shown += wrapped(f"{task.minutes:>4}    {task.id} {task.title}", width, "dim", "      ", " " * 18)
    return shown


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


@dataclass(frozen=True, slots=True, kw_only=True)
class DiagnosisDocument(ReportDocument):
    """The document of `--json`: the report's fields, the share of right answers with its interval, and the plan."""

    share: float
    share_interval: tuple[float, float]
    weakest_domain: str | None
    plan: tuple[DomainPlan, ...]
    next: tuple[str, ...]


def document(diagnosis: Diagnosis) -> DiagnosisDocument:
    """The result as the document of `--json`; shares are rounded to four decimals."""
    low, high = diagnosis.interval
    return DiagnosisDocument(
        **document_fields(diagnosis.report),
        share=round(diagnosis.share, 4),
        share_interval=(round(low, 4), round(high, 4)),
        weakest_domain=diagnosis.weakest,
        plan=tuple(_domain_plan(domain) for domain in diagnosis.plan),
        next=tuple(command_line(step) for _, step in diagnosis.next_steps),
    )


def _domain_plan(domain: DomainMinutes) -> DomainPlan:
    tasks = tuple(TaskPlan(task.id, task.title, task.minutes) for task in domain.tasks)
    return DomainPlan(domain.id, domain.title, round(domain.known, 4), domain.minutes, tasks)

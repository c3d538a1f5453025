"""Coverage as a heat map in characters, and as the document of `--json`."""

from dataclasses import asdict, dataclass

from clfcards.model.number import Number
from clfcards.rules.below_floor import Shortfall, message
from clfcards.survey.coverage import Count, Coverage, DomainCoverage, TaskCoverage
from clfcards.words.table import aligned

# The largest number of items of each heat level but the last, and the mark of each level.
_HEAT_LIMITS = (0, 2, 5, 9)
_HEAT_MARKS = "·░▒▓█"
HEAT_NAMES = ("none", "1–2", "3–5", "6–9", "10 or more")
FEW = 3
COLUMNS = ("Facts", "Study", "Exam", "Easy", "Medium", "Hard")
_MAX_LISTED = 12
_MAX_TITLE = 46


@dataclass(frozen=True, slots=True)
class TopicDocument:
    """How many items are about a topic."""

    id: str
    facts: int
    study: int
    exam: int
    easy: int
    medium: int
    hard: int


@dataclass(frozen=True, slots=True)
class TaskDocument:
    """How many items a task has."""

    id: str
    title: str
    facts: int
    study: int
    exam: int
    easy: int
    medium: int
    hard: int
    topics: tuple[TopicDocument, ...]


@dataclass(frozen=True, slots=True)
class DomainDocument:
    """How many items a domain has. They fill `forms` exam forms, and each form takes `form_questions` questions."""

    id: str
    title: str
    weight: Number
    forms: int
    form_questions: int
    facts: int
    study: int
    exam: int
    easy: int
    medium: int
    hard: int
    tasks: tuple[TaskDocument, ...]


@dataclass(frozen=True, slots=True)
class ServiceDocument:
    """How many items are about a service."""

    id: str
    name: str
    category: str
    facts: int
    study: int
    exam: int
    easy: int
    medium: int
    hard: int


@dataclass(frozen=True, slots=True)
class ShortfallDocument:
    """A topic, a service or a core fact with fewer items than its floor in deck.yaml."""

    subject: str
    facts: int
    questions: int
    least_facts: int
    least_questions: int


@dataclass(frozen=True, slots=True)
class CoverageDocument:
    """The document of `coverage --json`."""

    forms: int
    domains: tuple[DomainDocument, ...]
    services: tuple[ServiceDocument, ...]
    below_floor: tuple[ShortfallDocument, ...]


def heat_level(items: int) -> int:
    """The level of this many items, from 0 for none to 4 for ten or more; HEAT_NAMES names the levels."""
    return sum(items > limit for limit in _HEAT_LIMITS)


def text(found: Coverage) -> str:
    """One line per task with a mark for each of its topics; then the thinnest topics and services, and the floors."""
    rows: list[tuple[str, ...]] = [("", "", *COLUMNS, "Forms", "Topics")]
    for domain in found.domains:
        title = f"{domain.domain.title}, {domain.domain.weight}%"
        rows.append((domain.domain.id, title, *_numbers(domain.count), str(domain.forms), ""))
        rows += [_task_row(task) for task in domain.tasks]
    marks = "  ".join(f"{mark} {name}" for mark, name in zip(_HEAT_MARKS, HEAT_NAMES, strict=True))
    lines = [*aligned(rows, "<<" + ">" * (len(COLUMNS) + 1)), "", f"Topics, one mark each: {marks} items"]
    lines.append(f"Exam forms by number of questions: {found.forms}")
    thin = found.thin_topics(FEW)
    if thin:
        lines += ["", f"Topics with fewer than {FEW} items: {len(thin)}"]
        shown = [(f"  {task.task.id}", topic.id, str(topic.count.items)) for task, topic in thin[:_MAX_LISTED]]
        lines += aligned(shown)
        lines += [f"  … and {len(thin) - _MAX_LISTED} more"] if len(thin) > _MAX_LISTED else []
    uncovered = found.bare_services()
    lines += ["", f"Services in scope: {len(found.services)}; without items: {len(uncovered)}"]
    lines += [f"  {service.name}" for service in uncovered[:_MAX_LISTED]]
    lines += [f"  … and {len(uncovered) - _MAX_LISTED} more"] if len(uncovered) > _MAX_LISTED else []
    if found.below_floor:
        lines += ["", f"Below the floors in deck.yaml: {len(found.below_floor)}"]
        lines += [f"  {message(short)}" for short in found.below_floor]
    return "\n".join(lines)


def _task_row(task: TaskCoverage) -> tuple[str, ...]:
    marks = "".join(_HEAT_MARKS[heat_level(topic.count.items)] for topic in task.topics)
    return (f"  {task.task.id}", f"  {_shortened(task.task.title)}", *_numbers(task.count), "", marks)


def _numbers(count: Count) -> tuple[str, ...]:
    return tuple(str(n) for n in (count.facts, count.study, count.exam, count.easy, count.medium, count.hard))


def _shortened(title: str) -> str:
    return title if len(title) <= _MAX_TITLE else title[: _MAX_TITLE - 1].rstrip() + "…"


def document(found: Coverage) -> CoverageDocument:
    """The counts by domain, task and topic, and by service."""
    return CoverageDocument(
        forms=found.forms,
        domains=tuple(_domain(domain) for domain in found.domains),
        services=tuple(
            ServiceDocument(id=service.id, name=service.name, category=service.category, **asdict(count))
            for service, count in found.services
        ),
        below_floor=tuple(_shortfall(short) for short in found.below_floor),
    )


def _shortfall(short: Shortfall) -> ShortfallDocument:
    return ShortfallDocument(short.subject, short.facts, short.questions, short.floor.facts, short.floor.questions)


def _domain(domain: DomainCoverage) -> DomainDocument:
    return DomainDocument(
        id=domain.domain.id,
        title=domain.domain.title,
        weight=domain.domain.weight,
        forms=domain.forms,
        form_questions=domain.form_questions,
        **asdict(domain.count),
        tasks=tuple(_task(task) for task in domain.tasks),
    )


def _task(task: TaskCoverage) -> TaskDocument:
    topics = tuple(TopicDocument(id=topic.id, **asdict(topic.count)) for topic in task.topics)
    return TaskDocument(id=task.task.id, title=task.task.title, **asdict(task.count), topics=topics)

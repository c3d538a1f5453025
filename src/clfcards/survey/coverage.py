"""What the bank holds for each domain, task, topic and service of the guide."""

from collections.abc import Iterable
from dataclasses import dataclass

from clfcards.model.bank import Bank, Fact, Question
from clfcards.model.guide import Domain, Guide, Service, Task
from clfcards.survey.forms import forms_by_domain, questions_a_form

Item = Fact | Question


@dataclass(frozen=True, slots=True)
class Count:
    """Items of one part of the guide. `easy`, `medium` and `hard` count the questions of both pools."""

    facts: int = 0
    study: int = 0
    exam: int = 0
    easy: int = 0
    medium: int = 0
    hard: int = 0

    @property
    def items(self) -> int:
        return self.facts + self.study + self.exam


@dataclass(frozen=True, slots=True)
class TopicCoverage:
    """A topic and what is there for it."""

    id: str
    words: str
    count: Count


@dataclass(frozen=True, slots=True)
class TaskCoverage:
    """A task, its topics, and what is there for it as a whole."""

    task: Task
    count: Count
    topics: tuple[TopicCoverage, ...]


@dataclass(frozen=True, slots=True)
class DomainCoverage:
    """A domain; `forms` are the exam forms its questions fill, `form_questions` what one form takes."""

    domain: Domain
    count: Count
    tasks: tuple[TaskCoverage, ...]
    forms: int
    form_questions: int


@dataclass(frozen=True, slots=True)
class Coverage:
    """The bank compared with the guide. `services` are those in scope, in the guide's order."""

    domains: tuple[DomainCoverage, ...]
    services: tuple[tuple[Service, Count], ...]

    @property
    def forms(self) -> int:
        """Exam forms without a repeated question: what the thinnest domain allows."""
        return min((domain.forms for domain in self.domains), default=0)

    def thin_topics(self, fewer_than: int) -> list[tuple[TaskCoverage, TopicCoverage]]:
        """Topics with fewer items, thinnest first."""
        found = [
            (task, topic)
            for domain in self.domains
            for task in domain.tasks
            for topic in task.topics
            if topic.count.items < fewer_than
        ]
        return sorted(found, key=lambda pair: pair[1].count.items)

    def bare_services(self) -> list[Service]:
        """Services in scope that no item is about."""
        return [service for service, count in self.services if not count.items]


def coverage(guide: Guide, bank: Bank) -> Coverage:
    """Counts every item under its task, under each of its topics, and under each of its services."""
    by_task: dict[str, list[Item]] = {task: [] for task in guide.tasks}
    by_topic: dict[tuple[str, str], list[Item]] = {}
    by_service: dict[str, list[Item]] = {}
    for item in bank:
        by_task.setdefault(item.task, []).append(item)
        for topic in item.topics:
            by_topic.setdefault((item.task, topic), []).append(item)
        for service in item.services:
            by_service.setdefault(service, []).append(item)

    def task_coverage(task: Task) -> TaskCoverage:
        topics = (
            TopicCoverage(id_, words, count(by_topic.get((task.id, id_), ()))) for id_, words in task.topics.items()
        )
        return TaskCoverage(task, count(by_task[task.id]), tuple(topics))

    forms, need = forms_by_domain(guide, bank.questions), questions_a_form(guide)
    return Coverage(
        tuple(
            DomainCoverage(
                domain,
                count(item for task in domain.tasks for item in by_task[task.id]),
                tuple(task_coverage(task) for task in domain.tasks),
                forms[domain.id],
                need[domain.id],
            )
            for domain in guide.domains
        ),
        tuple(
            (service, count(by_service.get(id_, ())))
            for id_, service in guide.services.items()
            if service.scope == "in"
        ),
    )


def count(items: Iterable[Item]) -> Count:
    """How many of each kind, pool and difficulty."""
    tally = dict.fromkeys(Count.__dataclass_fields__, 0)
    for item in items:
        if isinstance(item, Fact):
            tally["facts"] += 1
        else:
            tally[item.pool] += 1
            tally[item.difficulty] += 1
    return Count(**tally)

"""The number of items in the bank for each domain, task, topic and service of the guide."""

from collections.abc import Iterable
from dataclasses import dataclass

from clfcards.model.bank import Bank, Fact, Question
from clfcards.model.deck import Floors
from clfcards.model.guide import Domain, Guide, Service, Task
from clfcards.rules.below_floor import Shortfall, shortfalls
from clfcards.survey.forms import forms_by_domain, questions_per_form

Item = Fact | Question


@dataclass(frozen=True, slots=True)
class Count:
    """The number of items for one part of the guide. `easy`, `medium` and `hard` count questions of both pools."""

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
    """A topic and the number of its items."""

    id: str
    words: str
    count: Count


@dataclass(frozen=True, slots=True)
class TaskCoverage:
    """A task, its topics, and the total number of its items."""

    task: Task
    count: Count
    topics: tuple[TopicCoverage, ...]


@dataclass(frozen=True, slots=True)
class DomainCoverage:
    """A domain; `forms` is how many exam forms its questions fill, `form_questions` the number needed per form."""

    domain: Domain
    count: Count
    tasks: tuple[TaskCoverage, ...]
    forms: int
    form_questions: int


@dataclass(frozen=True, slots=True)
class Coverage:
    """The bank's coverage of the guide. `services` are the services in scope, in the guide's order.

    `below_floor` is everything with fewer items than deck.yaml asks for.
    """

    domains: tuple[DomainCoverage, ...]
    services: tuple[tuple[Service, Count], ...]
    below_floor: tuple[Shortfall, ...] = ()

    @property
    def forms(self) -> int:
        """The number of exam forms that the thinnest domain has enough questions for."""
        return min((domain.forms for domain in self.domains), default=0)

    def thin_topics(self, fewer_than: int) -> list[tuple[TaskCoverage, TopicCoverage]]:
        """The topics with fewer items than this, thinnest first."""
        found = [
            (task, topic)
            for domain in self.domains
            for task in domain.tasks
            for topic in task.topics
            if topic.count.items < fewer_than
        ]
        return sorted(found, key=lambda pair: pair[1].count.items)

    def bare_services(self) -> list[Service]:
        """The services in scope that no item is about."""
        return [service for service, count in self.services if not count.items]


def coverage(guide: Guide, bank: Bank, floors: Floors | None = None) -> Coverage:
    """The coverage of the guide, compared with `floors`.

    Every item counts for its task, each of its topics, and each of its services.
    """
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

    forms, need = forms_by_domain(guide, bank.questions), questions_per_form(guide)
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
        tuple(shortfalls(guide, bank, floors or Floors())),
    )


def count(items: Iterable[Item]) -> Count:
    """The number of items of each kind, pool and difficulty."""
    tally = dict.fromkeys(Count.__dataclass_fields__, 0)
    for item in items:
        if isinstance(item, Fact):
            tally["facts"] += 1
        else:
            tally[item.pool] += 1
            tally[item.difficulty] += 1
    return Count(**tally)

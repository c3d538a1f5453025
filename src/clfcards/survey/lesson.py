"""A task or a service as a short text to read: its facts, in passages by service or by task."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from clfcards.model.bank import Fact
from clfcards.model.guide import Guide


@dataclass(frozen=True, slots=True)
class Passage:
    """Facts that are read together. `id` is that of a service or a task; it is empty for facts of no service."""

    id: str
    title: str
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Lesson:
    """The text about a task or a service. The facts are the ones that the cards ask; there is no second text."""

    id: str
    title: str
    passages: tuple[Passage, ...]

    @property
    def facts(self) -> tuple[Fact, ...]:
        """All facts, in the order in which they are read."""
        return tuple(fact for passage in self.passages for fact in passage.facts)


def lesson_of_task(guide: Guide, task: str, facts: Iterable[Fact]) -> Lesson:
    """The task's facts in passages by service; facts of no service come first.

    A fact of several services stands in the passage of the one that has most facts here, so that each is read once.
    The service with most facts comes first; inside a passage, core facts do.
    """
    own = [fact for fact in facts if fact.task == task]
    sizes = Counter(service for fact in own for service in _known(guide, fact))
    order = {service: place for place, service in enumerate(guide.services)}
    passages: dict[str, list[Fact]] = {}
    for fact in own:
        service = min(_known(guide, fact), key=lambda one: (-sizes[one], order[one]), default="")
        passages.setdefault(service, []).append(fact)
    ids = sorted(passages, key=lambda one: (one != "", -sizes[one], order.get(one, 0)))
    titles = {service: guide.services[service].name for service in ids if service}
    return Lesson(task, guide.tasks[task].title, _passages(ids, titles, passages))


def lesson_of_service(guide: Guide, service: str, facts: Iterable[Fact]) -> Lesson:
    """The facts that name the service, in passages by task, in the guide's order."""
    passages: dict[str, list[Fact]] = {}
    for fact in facts:
        if service in fact.services and fact.task in guide.tasks:
            passages.setdefault(fact.task, []).append(fact)
    ids = [task for task in guide.tasks if task in passages]
    titles = {task: f"{task} {guide.tasks[task].title}" for task in ids}
    return Lesson(service, guide.services[service].name, _passages(ids, titles, passages))


def heaviest_task(guide: Guide, cards: Mapping[str, int], unmet: Mapping[str, int]) -> str:
    """The task whose cards not yet met weigh most in the exam; empty if all were met.

    `cards` and `unmet` are the numbers of the deck's cards by task. A domain's weight is divided among its cards.
    """

    def weight(task: str) -> float:
        domain = guide.domain_of_task[task]
        of_domain = sum(cards.get(one.id, 0) for one in domain.tasks)
        return domain.weight * unmet.get(task, 0) / of_domain if of_domain else 0.0

    best = max(guide.tasks, key=weight, default="")
    return best if best and weight(best) else ""


def _known(guide: Guide, fact: Fact) -> list[str]:
    return [service for service in fact.services if service in guide.services]


def _passages(
    ids: Iterable[str], titles: Mapping[str, str], facts: Mapping[str, Iterable[Fact]]
) -> tuple[Passage, ...]:
    return tuple(
        Passage(id_, titles.get(id_, ""), tuple(sorted(facts[id_], key=lambda fact: fact.priority))) for id_ in ids
    )

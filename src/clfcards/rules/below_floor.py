"""A service, a topic or a core fact that the bank covers less than deck.yaml asks for."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from clfcards.model.bank import Bank, Fact, Question
from clfcards.model.deck import Floor, Floors
from clfcards.model.guide import Guide
from clfcards.rules.rule import Finding, Rule, Sources


@dataclass(frozen=True, slots=True)
class Shortfall:
    """A part of the guide, or a core fact, with fewer facts or practice exam questions than its floor.

    `subject` names it, for example "service 'amazon-s3'". `path` is the floor's place in deck.yaml.
    """

    subject: str
    facts: int
    questions: int
    floor: Floor
    path: tuple[str, ...]


def shortfalls(guide: Guide, bank: Bank, floors: Floors) -> list[Shortfall]:
    """Every topic, service in scope and core fact below its floor, in the order of the guide and of the bank."""
    exam = [question for question in bank.questions if question.pool == "exam"]
    return [
        *_topics(guide, bank.facts, exam, floors.topic),
        *_services(guide, bank.facts, exam, floors),
        *_core_facts(bank.facts, exam, floors.core_fact_questions),
    ]


def _topics(guide: Guide, facts: Iterable[Fact], exam: Iterable[Question], floor: Floor) -> Iterator[Shortfall]:
    of_facts = Counter((fact.task, topic) for fact in facts for topic in fact.topics)
    of_exam = Counter((question.task, topic) for question in exam for topic in question.topics)
    for task in guide.tasks.values():
        for topic in task.topics:
            have = of_facts[task.id, topic], of_exam[task.id, topic]
            if _is_below(floor, *have):
                yield Shortfall(f"topic '{topic}' of task {task.id}", *have, floor, ("floors", "topic"))


def _services(guide: Guide, facts: Iterable[Fact], exam: Iterable[Question], floors: Floors) -> Iterator[Shortfall]:
    of_facts = Counter(service for fact in facts for service in fact.services)
    of_exam = Counter(service for question in exam for service in question.services)
    for id_, service in guide.services.items():
        if service.scope != "in" and id_ not in floors.services:
            continue
        floor = floors.services.get(id_, floors.service)
        path = ("floors", "services", id_) if id_ in floors.services else ("floors", "service")
        if _is_below(floor, of_facts[id_], of_exam[id_]):
            yield Shortfall(f"service '{id_}'", of_facts[id_], of_exam[id_], floor, path)


def _core_facts(facts: Iterable[Fact], exam: Iterable[Question], least: int) -> Iterator[Shortfall]:
    tested = Counter(fact for question in exam for fact in question.tests)
    for fact in facts:
        if fact.priority == 1 and tested[fact.id] < least:
            floor = Floor(questions=least)
            yield Shortfall(f"core fact '{fact.id}'", 1, tested[fact.id], floor, ("floors", "core_fact_questions"))


def _is_below(floor: Floor, facts: int, questions: int) -> bool:
    return facts < floor.facts or questions < floor.questions


def _lacks_items(sources: Sources) -> bool:
    """Whether there are items that do not count yet: they could not be read, or their task does not exist."""
    unknown = any(task not in sources.guide.tasks for _, task in sources.tasks)
    return sources.hides_items or bool(sources.broken) or unknown


def message(short: Shortfall) -> str:
    """What is missing, in numbers."""
    parts = [
        f"{least - have} more {one if least - have == 1 else many}"
        for have, least, one, many in (
            (short.facts, short.floor.facts, "fact", "facts"),
            (short.questions, short.floor.questions, "exam question", "exam questions"),
        )
        if have < least
    ]
    return f"the {short.subject} is below its floor: write {' and '.join(parts)}"


def find(sources: Sources) -> Iterator[Finding]:
    if _lacks_items(sources):  # one error must not look like many gaps
        return
    for short in shortfalls(sources.guide, sources.bank, sources.floors):
        yield Finding(sources.settings_file, short.path, message(short))


RULE = Rule(
    name="below-floor",
    severity="warning",
    reason="A learner must not meet something in the exam that the bank hardly mentions.",
    source="deck.yaml, floors",
    bad="`floors: {service: {facts: 2}}` in deck.yaml, and a service in scope with one fact",
    good="write a second fact, or lower the floor",
    find=find,
)

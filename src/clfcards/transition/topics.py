"""Find each topic and each service of an old guide in a new one, even under another id or task."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from clfcards.model.guide import Guide
from clfcards.rules.words import normalized

Targets = Mapping[str, tuple[str, ...]]
"""The new tasks for each old task."""


def topic_key(task: str, topic: str) -> str:
    """`2.1/shared-responsibility`: a topic's id alone can be in several tasks."""
    return f"{task}/{topic}"


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic of a guide: its task, its id and its wording."""

    task: str
    id: str
    words: str

    @property
    def key(self) -> str:
        return topic_key(self.task, self.id)

    @property
    def meaning(self) -> str:
        """The wording without capitals and punctuation: topics with the same wording are the same topic."""
        return normalized(self.words)


@dataclass(frozen=True, slots=True)
class TopicMap:
    """For each topic of the old guide, by its key, the same topic in the new guide, if there is one.

    `added` are the topics of the new guide that are in no pair.
    """

    pairs: Mapping[str, Topic]
    old: tuple[Topic, ...]
    added: tuple[Topic, ...]

    def found(self, task: str, topic: str) -> Topic | None:
        return self.pairs.get(topic_key(task, topic))

    def parts(self, task: str) -> tuple[str, ...]:
        """The new tasks that have a topic of this old task, in the order of its topics."""
        places = (self.found(task, topic.id) for topic in self.old if topic.task == task)
        return tuple(dict.fromkeys(place.task for place in places if place))


def topics_of(guide: Guide) -> tuple[Topic, ...]:
    """All topics, in the guide's order."""
    return tuple(Topic(task.id, id_, words) for task in guide.tasks.values() for id_, words in task.topics.items())


def topic_map(old: Guide, new: Guide, targets: Targets) -> TopicMap:
    """Pairs every topic with at most one of the new guide.

    The wording says more than the id, and a task that the old task became says more than any other task. A
    topic that could be any of several stays without a pair.
    """
    before, waiting = topics_of(old), list(topics_of(new))
    pairs: dict[str, Topic] = {}
    for same in _criteria(targets):
        for topic in before:
            if topic.key in pairs:
                continue
            found = [other for other in waiting if same(topic, other)]
            if len(found) == 1:
                pairs[topic.key] = found[0]
                waiting.remove(found[0])
    return TopicMap(pairs, before, tuple(waiting))


def _criteria(targets: Targets) -> Iterator[Callable[[Topic, Topic], bool]]:
    """What makes two topics the same, the strongest reason first."""

    def is_near(a: Topic, b: Topic) -> bool:
        return b.task in targets.get(a.task, ())

    def means_the_same(a: Topic, b: Topic) -> bool:
        return bool(a.meaning) and a.meaning == b.meaning

    yield lambda a, b: a.key == b.key and is_near(a, b) and means_the_same(a, b)
    yield lambda a, b: a.id == b.id and is_near(a, b) and means_the_same(a, b)
    yield lambda a, b: is_near(a, b) and means_the_same(a, b)
    yield lambda a, b: a.id == b.id and means_the_same(a, b)
    yield lambda a, b: a.id == b.id and is_near(a, b)
    yield means_the_same
    yield lambda a, b: a.id == b.id


def service_map(old: Guide, new: Guide) -> dict[str, str]:
    """The new id of each service of the old guide that is still in the new one.

    A service keeps its id, or it is the only new service with its name, or a rename leads to it.
    """
    by_name: dict[str, list[str]] = defaultdict(list)
    for id_, service in new.services.items():
        if id_ not in old.services:
            by_name[normalized(service.name)].append(id_)
    for rename in new.renames:
        if rename.service not in old.services:
            by_name[normalized(rename.old)].append(rename.service)
    found: dict[str, str] = {}
    for id_, service in old.services.items():
        others = set(by_name[normalized(service.name)])
        if id_ in new.services:
            found[id_] = id_
        elif len(others) == 1:
            found[id_] = others.pop()
    return found

"""The route of each item: the task of the new guide that it goes to."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Final, Literal

from clfcards.model.bank import Bank, Fact, Question
from clfcards.model.guide import Guide
from clfcards.rules.words import normalized
from clfcards.transition.tasks import TaskMap
from clfcards.transition.topics import TopicMap, service_map, topic_key, topic_map

Reason = Literal["decision", "map", "topics", "services", "title"]
"""Why an item goes to its task: a person decided, or the vendor's map or something else leaves only this one."""

RETIRE: Final = "retire"  # a decision in the place of a task
DROP: Final = "drop"  # a decision in the place of a topic

LOST: Final = "lost-"


@dataclass(frozen=True, slots=True)
class Decisions:
    """A maintainer's decisions: the task of an item by its id, and what replaces a lost topic, by the topic's key.

    The task in the key is the item's new one, so that the decision means the same after the items have moved.
    """

    tasks: Mapping[str, str] = field(default_factory=dict)
    topics: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Route:
    """Where an item goes: to the task `target`, if that is decided.

    Without a target, the item is to be retired, or a person must choose one of the `candidates`. `topics` and
    `services` are the item's under the new guide. They include `lost_topics` and `lost_services`, which the
    target or the new guide does not have: they stay in the sources, where `check` finds them, until a person
    replaces or removes them.
    """

    item: Fact | Question
    target: str
    reason: Reason
    candidates: tuple[str, ...] = ()
    is_retired: bool = False
    topics: tuple[str, ...] = ()
    services: tuple[str, ...] = ()
    lost_topics: tuple[str, ...] = ()
    lost_services: tuple[str, ...] = ()

    @property
    def is_open(self) -> bool:
        return not self.target and not self.is_retired

    @property
    def is_moved(self) -> bool:
        return self.target not in ("", self.item.task)

    @property
    def topics_to_decide(self) -> tuple[str, ...]:
        """The lost topics by the ids that the item has before the transition."""
        return tuple(topic for topic in self.item.topics if {topic, lost_name(topic)} & {*self.lost_topics})


def lost_name(topic: str) -> str:
    """The name of a lost topic whose id now belongs to another topic: `check` must not take it for that one."""
    return topic if topic.startswith(LOST) else f"{LOST}{topic}"


def routes(bank: Bank, tasks: TaskMap, old: Guide, new: Guide, decisions: Decisions | None = None) -> tuple[Route, ...]:
    """The route of every item; a person's decisions take precedence."""
    router = _Router(tasks, old, new, decisions or Decisions())
    return tuple(router.route(item) for item in bank)


def routed_bank(routes: Iterable[Route]) -> Bank:
    """The bank after the transition, without items that are retired or still undecided, and without what they lost."""
    items = [_at_target(route) for route in routes if route.target]
    return Bank(
        tuple(item for item in items if isinstance(item, Fact)),
        tuple(item for item in items if isinstance(item, Question)),
    )


def _at_target(route: Route) -> Fact | Question:
    return replace(
        route.item,
        task=route.target,
        topics=tuple(topic for topic in route.topics if topic not in route.lost_topics),
        services=tuple(service for service in route.services if service not in route.lost_services),
    )


@dataclass(frozen=True, slots=True)
class _Choice:
    """Where an item goes before its topics are rewritten. Without a target, `candidates` remain, or it is retired."""

    target: str = ""
    reason: Reason = "map"
    candidates: tuple[str, ...] = ()
    is_retired: bool = False


class _Router:
    """Routes items by decisions, the task map, and the topics and services that the new guide lists."""

    def __init__(self, tasks: TaskMap, old: Guide, new: Guide, decisions: Decisions) -> None:
        self._tasks, self._new, self._decisions = tasks, new, decisions
        self._topics: TopicMap = topic_map(old, new, tasks.targets)
        self._services = service_map(old, new)
        self._claimed = frozenset(topic.key for topic in self._topics.pairs.values())
        self._words = {id_: " ".join([t.title, *t.topics.values()]) for id_, t in new.tasks.items()}
        self._old_words = {topic.key: topic.meaning for topic in self._topics.old}

    def route(self, item: Fact | Question) -> Route:
        choice = self._choice(item)
        services = tuple(self._services.get(service, service) for service in item.services)
        topics, lost = self._topics_under(item, choice.target) if choice.target else (item.topics, ())
        return Route(
            item,
            choice.target,
            choice.reason,
            choice.candidates,
            choice.is_retired,
            topics,
            services,
            lost,
            tuple(service for service in services if service not in self._new.services),
        )

    def _choice(self, item: Fact | Question) -> _Choice:
        decided = self._decisions.tasks.get(item.id)
        if decided:
            return _Choice("" if decided == RETIRE else decided, "decision", is_retired=decided == RETIRE)
        if item.task not in self._tasks.targets:  # left undecided by an earlier transition
            return _Choice(candidates=tuple(self._new.tasks))
        hits = Counter(place.task for place in (self._topics.found(item.task, t) for t in item.topics) if place)
        if item.task in self._tasks.named:
            return self._along_the_map(item, self._tasks.targets[item.task], hits)
        return self._by_likeness(item, self._tasks.targets[item.task], hits)

    def _along_the_map(self, item: Fact | Question, targets: tuple[str, ...], hits: Counter[str]) -> _Choice:
        """The choice for an item of a task that the vendor's map names.

        Topics that all went elsewhere contradict the map, which is for a person to decide; but they save an item
        of a dropped task.
        """
        inside = Counter({task: hits[task] for task in targets})
        if not targets:
            best = _single_best(hits)
            return _Choice(best, "topics", () if best else tuple(hits), is_retired=not hits)
        if hits and not inside.total():
            return _Choice(candidates=tuple(dict.fromkeys([*targets, *hits])))
        if len(targets) == 1:
            return _Choice(targets[0])
        if best := _single_best(inside):
            return _Choice(best, "topics")
        best = _single_best(self._mentions(item, targets))
        return _Choice(best, "services", () if best else targets)

    def _by_likeness(self, item: Fact | Question, targets: tuple[str, ...], hits: Counter[str]) -> _Choice:
        """The choice for an item of a task that no map names: its topics decide, then its services, then its task."""
        main = targets[0] if targets else ""
        if best := _single_best(hits):
            return _Choice(best, "title" if best == main else "topics")
        if hits:
            return _Choice(main, "title") if main in hits else _Choice(candidates=tuple(hits))
        parts = tuple(dict.fromkeys([*targets, *self._topics.parts(item.task)]))
        if len(parts) > 1 and (best := _single_best(self._mentions(item, parts))):
            return _Choice(best, "title" if best == main else "services")
        if main:
            return _Choice(main, "title")
        same_number = (item.task,) if item.task in self._new.tasks else ()
        candidates = parts or same_number
        return _Choice(candidates=candidates, is_retired=not candidates)

    def _mentions(self, item: Fact | Question, tasks: Iterable[str]) -> Counter[str]:
        """How many of the item's services the title and topics of each task mention, without the vendor ("RDS")."""
        found: Counter[str] = Counter()
        for id_ in item.services:
            service = self._new.services.get(self._services.get(id_, id_))
            if service is not None:
                short = re.compile(rf"\b{re.escape(service.name.split(' ', 1)[-1])}\b")
                found.update(task for task in tasks if short.search(self._words[task]))
        return found

    def _topics_under(self, item: Fact | Question, target: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The item's topics under its new task, and those among them that the task does not have."""
        topics: dict[str, None] = {}
        lost: dict[str, None] = {}
        for topic in item.topics:
            name = self._topic_under(item.task, topic, target)
            if name is None:
                name = self._decisions.topics.get(topic_key(target, topic.removeprefix(LOST)), "")
                if name == DROP:
                    continue
                if name not in self._new.tasks[target].topics:
                    name = topic if topic not in self._new.tasks[target].topics else lost_name(topic)
                    lost[name] = None
            topics[name] = None
        return tuple(topics), tuple(lost)

    def _topic_under(self, task: str, topic: str, target: str) -> str | None:
        """The id of a topic under the target, or None if the target does not have this topic.

        The target's topic with the same id is another one if it has the meaning of another old topic.
        """
        place = self._topics.found(task, topic)
        if place and place.task == target:
            return place.id
        words = self._new.tasks[target].topics.get(topic)
        if words is None:
            return None
        before = self._old_words.get(topic_key(task, topic))
        is_same = before in (None, normalized(words)) or topic_key(target, topic) not in self._claimed
        return topic if is_same else None


def _single_best(scores: Counter[str]) -> str:
    """The task with the highest score, or an empty text if none has a score or several have the same."""
    best = scores.most_common(2)
    if not best or not best[0][1] or (len(best) > 1 and best[0][1] == best[1][1]):
        return ""
    return best[0][0]

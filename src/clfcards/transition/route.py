"""The route of each item: the task of the new guide that it goes to."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from clfcards.model.bank import Bank, Fact, Question
from clfcards.model.guide import Guide
from clfcards.transition.tasks import TaskMap


@dataclass(frozen=True, slots=True)
class Route:
    """Where an item goes: to the task `target`, if that is decided.

    Without a target, `candidates` are the tasks to choose from. If there are none, the task was dropped
    and the item must be retired. `lost_topics` are topics that the target does not have, and
    `lost_services` are services that the new guide does not have.
    """

    item: Fact | Question
    target: str
    candidates: tuple[str, ...]
    lost_topics: tuple[str, ...] = ()
    lost_services: tuple[str, ...] = ()

    @property
    def is_retired(self) -> bool:
        return not self.target and not self.candidates

    @property
    def is_open(self) -> bool:
        return not self.target and bool(self.candidates)


def routes(bank: Bank, tasks: TaskMap, new: Guide, assigned: Mapping[str, str]) -> tuple[Route, ...]:
    """The route of every item. `assigned` are the maintainer's decisions by item id; they take precedence."""
    chooser = _Chooser(new)
    found = []
    for item in bank:
        candidates = tasks.targets.get(item.task, (item.task,) if item.task in new.tasks else ())
        target = assigned.get(item.id) or chooser.choose(item, candidates)
        topics = new.tasks[target].topics if target else {}
        found.append(
            Route(
                item,
                target,
                () if target else candidates,
                tuple(topic for topic in item.topics if target and topic not in topics),
                tuple(service for service in item.services if service not in new.services),
            )
        )
    return tuple(found)


def routed_bank(routes: tuple[Route, ...]) -> Bank:
    """The bank after the transition, without items that are retired or still undecided."""
    items = [_at_target(route) for route in routes if route.target]
    return Bank(
        tuple(item for item in items if isinstance(item, Fact)),
        tuple(item for item in items if isinstance(item, Question)),
    )


def _at_target(route: Route) -> Fact | Question:
    return replace(
        route.item,
        task=route.target,
        topics=tuple(topic for topic in route.item.topics if topic not in route.lost_topics),
        services=tuple(service for service in route.item.services if service not in route.lost_services),
    )


class _Chooser:
    """Chooses one of several targets by the topics, and then by the services, that the new guide lists under each."""

    def __init__(self, new: Guide) -> None:
        self._new = new
        self._words = {id_: " ".join([t.title, *t.topics.values()]) for id_, t in new.tasks.items()}

    def choose(self, item: Fact | Question, candidates: tuple[str, ...]) -> str:
        """The best target, or an empty text if several targets are equally good."""
        if len(candidates) == 1:
            return candidates[0]
        by_topics = {id_: sum(t in self._new.tasks[id_].topics for t in item.topics) for id_ in candidates}
        by_services = {id_: sum(self._mentions(id_, s) for s in item.services) for id_ in candidates}
        return _single_best(by_topics) or _single_best(by_services)

    def _mentions(self, task: str, service: str) -> bool:
        """Whether the task's title or topics mention the service by its name without the vendor ("RDS")."""
        known = self._new.services.get(service)
        if known is None:
            return False
        short = known.name.split(" ", 1)[-1]
        return bool(re.search(rf"\b{re.escape(short)}\b", self._words[task]))


def _single_best(scores: Mapping[str, int]) -> str:
    best = max(scores.values(), default=0)
    winners = [task for task, score in scores.items() if score == best]
    return winners[0] if best and len(winners) == 1 else ""

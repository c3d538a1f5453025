"""Which task of the new guide each item goes to."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from clfcards.model.bank import Bank, Fact, Question
from clfcards.model.guide import Guide
from clfcards.transition.tasks import TaskMap


@dataclass(frozen=True, slots=True)
class Route:
    """Where an item goes: to `target`, or nowhere by rule.

    Without a target, `candidates` are the tasks to choose from; where there are none, the task was
    dropped and the item is to be retired. `lost_topics` and `lost_services` are those the target, or
    the new guide, does not have.
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
    """The route of every item. `assigned` are decisions of the maintainer, by item id; they win."""
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
    """The bank after the transition: items that are retired or still open are not in it."""
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
    """Chooses among several targets by what the new guide lists under each: topics first, then services."""

    def __init__(self, new: Guide) -> None:
        self._new = new
        self._words = {id_: " ".join([t.title, *t.topics.values()]) for id_, t in new.tasks.items()}

    def choose(self, item: Fact | Question, candidates: tuple[str, ...]) -> str:
        """The one target that fits best, or nothing where several fit alike."""
        if len(candidates) == 1:
            return candidates[0]
        by_topics = {id_: sum(t in self._new.tasks[id_].topics for t in item.topics) for id_ in candidates}
        by_services = {id_: sum(self._names(id_, s) for s in item.services) for id_ in candidates}
        return _single_best(by_topics) or _single_best(by_services)

    def _names(self, task: str, service: str) -> bool:
        """Whether the task's topics name the service, by its name without the vendor's ("RDS")."""
        known = self._new.services.get(service)
        if known is None:
            return False
        short = known.name.split(" ", 1)[-1]
        return bool(re.search(rf"\b{re.escape(short)}\b", self._words[task]))


def _single_best(scores: Mapping[str, int]) -> str:
    best = max(scores.values(), default=0)
    winners = [task for task, score in scores.items() if score == best]
    return winners[0] if best and len(winners) == 1 else ""

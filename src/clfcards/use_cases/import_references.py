"""What imported entries name of the exam: facts, questions, topics and services. What is not there is left out."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

from clfcards.exchange.entry import Entry
from clfcards.model.guide import Guide


@dataclass(frozen=True, slots=True)
class References:
    """What there is to be named: the exam's guide, and the ids of its items and of those that are imported."""

    guide: Guide
    ids: frozenset[str]

    def kept(self, entries: Iterable[Entry]) -> tuple[list[Entry], Counter[str]]:
        """The entries with what there is, and how many of them lose something, by field."""
        kept: list[Entry] = []
        lost = Counter[str]()
        for entry in entries:
            part = self._part(entry)
            kept.append(part)
            lost.update(name for name in ("topics", "services", "tests", "enemies") if _differ(entry, part, name))
            lost["fact"] += entry.options != part.options
        return kept, +lost

    def _part(self, entry: Entry) -> Entry:
        topics = self.guide.tasks[entry.task].topics
        return replace(
            entry,
            topics=tuple(topic for topic in entry.topics if topic in topics),
            services=tuple(service for service in entry.services if service in self.guide.services),
            tests=tuple(id_ for id_ in entry.tests if id_ in self.ids),
            enemies=tuple(id_ for id_ in entry.enemies if id_ in self.ids),
            options=tuple(
                replace(option, fact=option.fact if option.fact in self.ids else "") for option in entry.options
            ),
        )


def _differ(entry: Entry, part: Entry, name: str) -> bool:
    return bool(getattr(entry, name) != getattr(part, name))

"""The changes between two releases, with those that matter most to learners first."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from clfcards.anki.release_comparison import SEVERITIES, Comparison, NoteChange, Severity
from clfcards.model.guide import Guide

_SHOWN: tuple[Severity, ...] = ("answer changed", "reworded", "typo")

Texts = tuple[str, ...]
"""The text before and after a change, or the prompt of a note."""


@dataclass(frozen=True, slots=True)
class DomainNews:
    """The changes in a domain: their number, and the texts of those worth reading.

    `title` is empty for domains that are not in the guide.
    """

    title: str
    total: int
    texts: tuple[Texts, ...]


@dataclass(frozen=True, slots=True)
class NewsSection:
    """All changes of one kind, by domain in the guide's order."""

    kind: Severity | Literal["added", "gone"]
    domains: tuple[DomainNews, ...]

    @property
    def total(self) -> int:
        return sum(domain.total for domain in self.domains)


def news_sections(guide: Guide, found: Comparison) -> tuple[NewsSection, ...]:
    """The sections: changes by severity, then added and removed notes. Empty sections are left out.

    Changes of only explanations and details are counted but not shown.
    """
    changes: list[tuple[Severity | Literal["added", "gone"], list[tuple[str, Texts]]]] = [
        (severity, [(change.domain, _texts(change)) for change in found.changed if change.severity == severity])
        for severity in SEVERITIES
    ]
    changes.append(("added", [(domain, (asks,)) for _, domain, asks in found.added]))
    changes.append(("gone", [(domain, (asks,)) for _, domain, asks in found.gone]))
    return tuple(NewsSection(kind, tuple(_by_domain(guide, rows))) for kind, rows in changes if rows)


def _texts(change: NoteChange) -> Texts:
    return (change.before, change.after) if change.severity in _SHOWN else ()


def _by_domain(guide: Guide, rows: Sequence[tuple[str, Texts]]) -> Iterator[DomainNews]:
    titles = {domain.id: domain.title for domain in guide.domains}
    for id_ in [*titles, *sorted({domain for domain, _ in rows} - titles.keys())]:
        own = [texts for domain, texts in rows if domain == id_]
        if own:
            yield DomainNews(titles.get(id_, ""), len(own), tuple(texts for texts in own if texts))

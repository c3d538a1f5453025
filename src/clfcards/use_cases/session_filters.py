"""Checks whether any card can match a session's filters; the problems are returned as values."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from clfcards.decks.study import StudyDeck
from clfcards.memory.options import SessionOptions

_KINDS = ("fact", "cloze", "question")


@dataclass(frozen=True, slots=True)
class UnknownValue:
    """`filter` ("domain", "task", "tag", "service" or "kind") has a value that is not in the deck."""

    filter: str
    value: str
    known: frozenset[str]


@dataclass(frozen=True, slots=True)
class Contradiction:
    """None of the requested tasks is in a requested domain. `domain_of` gives the domain of each of these tasks."""

    domains: tuple[str, ...]
    domain_of: tuple[tuple[str, str], ...]


FilterProblem = UnknownValue | Contradiction


def filter_problem(deck: StudyDeck, options: SessionOptions) -> FilterProblem | None:
    """The first problem with the filters in these options; None if a card can match them."""
    return next(_unknown_values(deck, options), None) or _contradiction(deck, options)


def _unknown_values(deck: StudyDeck, options: SessionOptions) -> Iterator[UnknownValue]:
    outline = deck.outline
    filters: list[tuple[str, frozenset[str], Collection[str]]] = [
        ("domain", options.domains, outline.weights),
        ("task", options.tasks, outline.tasks),
        ("service", options.services, outline.services),
        ("kind", options.kinds, _KINDS),
        ("tag", options.tags, _tags(deck) if options.tags else ()),
    ]
    for name, values, known in filters:
        for value in sorted(values.difference(known)):
            yield UnknownValue(name, value, frozenset(known))


def _tags(deck: StudyDeck) -> frozenset[str]:
    """The tags that can match a card: the deck's tags, and every run of consecutive parts of them."""
    tags = {tag for card in deck.cards.values() for tag in card.tags}
    ends = [(parts, end) for parts in (tag.split("::") for tag in tags) for end in range(1, len(parts) + 1)]
    return frozenset("::".join(parts[start:end]) for parts, end in ends for start in range(end))


def _contradiction(deck: StudyDeck, options: SessionOptions) -> Contradiction | None:
    if not options.domains or not options.tasks:
        return None
    domain_of = {card.task: card.domain for card in deck.cards.values()}
    # A task without cards has no known domain, so it cannot contradict the requested ones.
    if not options.tasks <= domain_of.keys() or any(domain_of[task] in options.domains for task in options.tasks):
        return None
    tasks = sorted(options.tasks)
    return Contradiction(tuple(sorted(options.domains)), tuple((task, domain_of[task]) for task in tasks))

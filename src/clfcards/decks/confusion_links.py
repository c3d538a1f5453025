"""Which facts can be taken for one another, stored beside the parsed bank: Today and a review need no text for it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from clfcards.decks.derived_file import Sources, read_derived, write_derived
from clfcards.exam.confusion_links import ConfusionLinks, QuestionLinks, confusable
from clfcards.memory.confusable_order import Confusable

if TYPE_CHECKING:
    from clfcards.decks.derived_file import Sources
    from clfcards.model.bank import Bank

LINKS, CONFUSABLE, NAMES = "confusion-links", "confusable-facts", "fact-names"

T = TypeVar("T")


class DeckLinks(NamedTuple):
    """Functions that return the links of the questions, the facts that can be confused, and all facts' short names."""

    links: Callable[[], ConfusionLinks]
    confusable: Callable[[], Confusable]
    names: Callable[[], Mapping[str, str]]


def links_of(bank: Bank) -> DeckLinks:
    """The links of the bank, computed on each call."""

    def links() -> ConfusionLinks:
        from clfcards.exam.linked_distractors import linked_distractors

        return linked_distractors(bank)

    def names() -> Mapping[str, str]:
        from clfcards.exam.fact_name import fact_names

        return fact_names(bank)

    return DeckLinks(links, lambda: confusable(links()), names)


def stored_links(folder: Path, sources: Sources, bank: Callable[[], Bank], *, store: bool) -> DeckLinks:
    """The links stored for the sources with this fingerprint; what is not stored is computed from the `bank`.

    With `store`, it is then stored.
    """

    def computed() -> DeckLinks:
        found = links_of(bank())
        if store:
            write_links(folder, sources, found)
        return found

    def stored(name: str, type_: type[T], compute: Callable[[DeckLinks], T]) -> T:
        from clfcards import codec

        body = read_derived(folder / name, sources.hash)
        return compute(computed()) if body is None else codec.decode(body, type_)

    return DeckLinks(
        lambda: stored(LINKS, dict[str, QuestionLinks], lambda links: dict(links.links())),
        lambda: stored(CONFUSABLE, dict[str, tuple[str, ...]], lambda links: _tuples(links.confusable())),
        lambda: stored(NAMES, dict[str, str], lambda links: dict(links.names())),
    )


def _tuples(facts: Confusable) -> dict[str, tuple[str, ...]]:
    return {fact: tuple(others) for fact, others in facts.items()}


def write_links(folder: Path, sources: Sources, links: DeckLinks) -> None:
    """Stores the links, the confusable facts and the names."""
    from clfcards import codec

    write_derived(folder / LINKS, sources.hash, codec.encode(links.links()))
    write_derived(folder / CONFUSABLE, sources.hash, codec.encode(links.confusable()))
    write_derived(folder / NAMES, sources.hash, codec.encode(links.names()))

"""How large each deck is, how large it was when it was last published, and what keeps it from being larger."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from clfcards.compose.shortage import limiting_domain, missing_cards
from clfcards.model.deck import Deck
from clfcards.model.ledger import Ledger


@dataclass(frozen=True, slots=True)
class DeckSize:
    """The size of a package's full deck in cards: `published` is that of the last release, or 0.

    `limit` is the title of the domain that limits the size. `missing` are the cards that domains lack, by title, for
    a deck of the published size; it is empty if the deck has not shrunk.
    """

    package: str
    published: int
    cards: int
    limit: str
    missing: Mapping[str, int]


def deck_sizes(old: Ledger, decks: Iterable[Deck]) -> tuple[DeckSize, ...]:
    """The size of each deck that has cards, compared with the ledger before this build."""
    return tuple(_size(old, deck) for deck in decks if deck.cards)


def _size(old: Ledger, deck: Deck) -> DeckSize:
    name = deck.package.name
    notes = (entry for entry in old.notes.values() if entry.package == name)
    published = sum(len(entry.cards) for entry in notes if entry.is_current or entry.leaving)
    titles = {domain.id: domain.title for domain in deck.domains}
    missing = missing_cards(deck.domains, published) if published > deck.cards else {}
    return DeckSize(
        name, published, deck.cards, titles[limiting_domain(deck.domains)],
        {titles[id_]: number for id_, number in missing.items()},
    )  # fmt: skip

"""The cards of a deck by key, each created only on access: a start uses only a few of up to 100,000."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import NamedTuple

from clfcards.model.card import note_of
from clfcards.model.study import StudyCard

# This does the same as the class itself, which is noticeably slower for 100,000 cards.
_card = partial(tuple.__new__, StudyCard)


class Place(NamedTuple):
    """Where a card belongs: its domain, its task, and whether it is spare, so outside the deck."""

    domain: str
    task: str
    spare: bool


class LazyCards(Mapping[str, StudyCard]):
    """A mapping in the order of `pattern_of`, which gives each key's index in `patterns`."""

    def __init__(self, pattern_of: Mapping[str, int], patterns: Sequence[StudyCard]) -> None:
        """`patterns` are cards without key and note: cards that are equal in everything else share one pattern."""
        self._pattern_of = pattern_of
        self._pattern_fields = [pattern[2:] for pattern in patterns]
        self._places = [Place(pattern.domain, pattern.task, pattern.spare) for pattern in patterns]

    def __getitem__(self, key: str) -> StudyCard:
        return _card((key, note_of(key), *self._pattern_fields[self._pattern_of[key]]))

    def __contains__(self, key: object) -> bool:
        return key in self._pattern_of

    def __iter__(self) -> Iterator[str]:
        return iter(self._pattern_of)

    def __len__(self) -> int:
        return len(self._pattern_of)

    def places(self) -> Counter[Place]:
        """How many cards there are in each place."""
        counts = Counter[Place]()
        for pattern, number in Counter(self._pattern_of.values()).items():
            counts[self._places[pattern]] += number
        return counts

    def place(self, key: str) -> Place:
        """The place of the card with this key."""
        return self._places[self._pattern_of[key]]

    def places_of(self, keys: Iterable[str]) -> list[Place | None]:
        """The place of each card; None if there is no such card. There can be a hundred thousand of them."""
        places = [*self._places, None]  # the last one, at index -1, is that of a card that there is not
        pattern_of = self._pattern_of.get
        return [places[pattern_of(key, -1)] for key in keys]


def cards_by_place(cards: Mapping[str, StudyCard]) -> Counter[Place]:
    """How many cards there are in each place; lazy cards are not created for it."""
    if isinstance(cards, LazyCards):
        return cards.places()
    return Counter(Place(card.domain, card.task, card.spare) for card in cards.values())


def place_of(cards: Mapping[str, StudyCard], key: str) -> Place:
    """The place of the card with this key."""
    if isinstance(cards, LazyCards):
        return cards.place(key)
    card = cards[key]
    return Place(card.domain, card.task, card.spare)


def places_of(cards: Mapping[str, StudyCard], keys: Iterable[str]) -> list[Place | None]:
    """The place of each card with these keys; None if there is no such card."""
    if isinstance(cards, LazyCards):
        return cards.places_of(keys)
    return [place_of(cards, key) if key in cards else None for key in keys]


def pattern_of(card: StudyCard) -> StudyCard:
    """The card without the key and note that distinguish it from similar cards."""
    return card._replace(key="", note="")

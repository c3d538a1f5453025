"""The last, gentle step of the day's order: facts that are taken for one another are met apart, and recalled together.

Two similar things that are new on the same day get mixed up; once both can be recalled, one after the other shows
what separates them. Whatever arrangement chose the cards, a card only takes the place of another card of its domain,
new or due as itself, so that no count, no limit and no domain's share changes at any moment.
"""

from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import chain, islice

from clfcards.model.card import note_of
from clfcards.model.study import StudyCard

Confusable = Mapping[str, Collection[str]]
"""For each fact, by the id of its note, the facts that it can be taken for."""

_LOOK_AHEAD = 30  # cards: a fact comes with a confusable one rather than after a long search


def kept_apart(
    cards: Iterable[StudyCard], first: int, confusable: Confusable, not_recalled: Iterable[str]
) -> Iterator[StudyCard]:
    """The new cards in order, with those that wait that could be taken for one that is not recalled yet.

    The `first` so many stay where they are: something pulled them in. `not_recalled` are notes that were met and not
    recalled, or met today. A card that waits changes places with the next one of its domain that need not wait; if
    there is none near, it comes.
    """
    stream = iter(cards)
    given = set(not_recalled)
    ahead: deque[StudyCard] = deque()
    may_come = partial(_is_apart_from, given, confusable)
    for card in islice(stream, first):
        given.add(card.note)
        yield card
    while (following := ahead.popleft() if ahead else next(stream, None)) is not None:
        if not may_come(following):
            following = _in_its_place(following, ahead, stream, may_come)
        given.add(following.note)
        yield following


def _is_apart_from(given: set[str], confusable: Confusable, card: StudyCard) -> bool:
    return given.isdisjoint(confusable.get(card.note, ()))


def _in_its_place(
    card: StudyCard, ahead: deque[StudyCard], stream: Iterator[StudyCard], may_come: Callable[[StudyCard], bool]
) -> StudyCard:
    """The next card of the same domain that may come, whose place in `ahead` the card takes; else the card itself."""
    for place, other in enumerate(chain(tuple(ahead), stream)):
        if place == len(ahead):
            ahead.append(other)
        if other.domain == card.domain and may_come(other):
            ahead[place] = card
            return other
        if place + 1 >= _LOOK_AHEAD:
            break
    return card


def brought_together(
    keys: Sequence[str], stay: Collection[str], confusable: Confusable, domain_of: Callable[[str], str]
) -> tuple[str, ...]:
    """The cards with confusable ones near each other. Those in `stay` keep their places: new ones, and pulled ones.

    A card's partner moves to the first place of its own domain behind the card, and those between move back by one.
    """
    order = list(keys)
    places = [place for place, key in enumerate(order) if key not in stay]
    notes = {note_of(order[place]) for place in places}
    moved: set[str] = set()
    for place in places:
        card = order[place]
        partners = notes.intersection(confusable.get(note_of(card), ())) - moved
        if not partners:
            continue
        partner_at = next((p for p in places if p > place and note_of(order[p]) in partners), None)
        if partner_at is not None:
            moved |= {note_of(card), note_of(order[partner_at])}
            domain = domain_of(order[partner_at])
            _move_up(order, [p for p in places if place < p <= partner_at and domain_of(order[p]) == domain])
    return tuple(order)


def _move_up(order: list[str], places: Sequence[int]) -> None:
    """Moves the card at the last of these places to the first, and the others back by one place."""
    cards = [order[place] for place in places]
    for place, card in zip(places, [cards[-1], *cards[:-1]], strict=True):
        order[place] = card

"""The order in which new cards are introduced, both in the terminal's queue and in Anki's deck.

At every moment, the cards introduced so far follow the domains' weights as closely as whole notes allow.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TypeVar

from clfcards.compose.apportion import seat_order
from clfcards.model.number import Number

Item = TypeVar("Item")


def new_card_order(
    weights: Mapping[str, Number],
    waiting: Mapping[str, Sequence[Item]],
    introduced: Mapping[str, int] | None = None,
    cards: Callable[[Item], int] = lambda _: 1,
) -> Iterator[Item]:
    """The waiting items; each time, the next item comes from the domain that is furthest behind its weight.

    `weights` and `waiting` are keyed by domain. `introduced` counts the cards that each domain has
    introduced before. `cards` gives the number of cards of an item, which comes with the seat of its last
    card. A domain with no items left gives its turns to the others. Raises ValueError if only domains
    without a weight have items waiting.
    """
    left = {domain: iter(items) for domain, items in waiting.items() if items}
    heads = {domain: next(items) for domain, items in left.items()}
    seats = dict(introduced or {})
    unused = dict.fromkeys(left, 0)  # seats that count toward the first waiting item of a domain
    while heads:
        for domain in seat_order({name: weights[name] for name in weights if name in heads}, seats):
            seats[domain] = seats.get(domain, 0) + 1
            unused[domain] += 1
            if unused[domain] < cards(heads[domain]):
                continue
            unused[domain] = 0
            item = heads.pop(domain)
            following = next(left[domain], None)
            if following is not None:
                heads[domain] = following
            yield item
            if following is None:
                break  # this domain is done: restart the order of the others from the seats they have

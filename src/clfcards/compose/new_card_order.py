"""The order in which new cards are introduced: in the terminal's queue and in Anki's deck alike.

At every moment what has been introduced follows the domains' weights as closely as whole notes allow.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TypeVar

from clfcards.compose.apportion import seat_order

Item = TypeVar("Item")


def new_card_order(
    weights: Mapping[str, int],
    waiting: Mapping[str, Sequence[Item]],
    introduced: Mapping[str, int] | None = None,
    cards: Callable[[Item], int] = lambda _: 1,
) -> Iterator[Item]:
    """What waits, of the domain that is furthest behind its weight each time, in each domain's own order.

    `weights` and `waiting` are by domain; `introduced` counts the cards that each domain gave before.
    An item has `cards` cards: its turn comes with the last of them. A domain that has run out gives up
    its turns to the others. Raises ValueError where only domains without a weight have something waiting.
    """
    left = {domain: iter(items) for domain, items in waiting.items() if items}
    heads = {domain: next(items) for domain, items in left.items()}
    seats = dict(introduced or {})
    unused = dict.fromkeys(left, 0)  # seats that count towards the head of a domain
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
                break  # without this domain, the others' order begins again from their seats

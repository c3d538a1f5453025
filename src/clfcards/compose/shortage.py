"""Why a deck is not larger: the domains that have too few cards for a size."""

from collections import Counter
from collections.abc import Sequence

from clfcards.compose.apportion import apportion, seat_order
from clfcards.model.deck import DomainCount


def missing_cards(domains: Sequence[DomainCount], size: int) -> dict[str, int]:
    """How many cards each domain lacks for a deck of `size` cards, by its id; domains that lack none are left out."""
    quotas = apportion({domain.id: domain.weight for domain in domains}, size)
    lacking = {domain.id: quotas[domain.id] - domain.cards - domain.reserve for domain in domains}
    return {id_: number for id_, number in lacking.items() if number > 0}


def limiting_domain(domains: Sequence[DomainCount]) -> str:
    """The id of the domain that is the first to have too few cards as a deck grows."""
    available = {domain.id: domain.cards + domain.reserve for domain in domains}
    seats = Counter[str]()
    for id_ in seat_order({domain.id: domain.weight for domain in domains}):
        seats[id_] += 1
        if seats[id_] > available[id_]:
            return id_
    raise AssertionError("seat_order is endless")

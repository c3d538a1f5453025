"""Compose a deck: each domain has a quota by its weight, and its line of notes fills that quota."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence

from clfcards.compose.apportion import apportion, seat_order
from clfcards.compose.domain_line import domain_line, prefix_sums
from clfcards.compose.new_card_order import new_card_order
from clfcards.errors import UsageError
from clfcards.model.bank import Bank
from clfcards.model.deck import Deck, DeckSettings, DomainCount, Note, Package
from clfcards.model.guide import Guide
from clfcards.model.number import Number


def compose(guide: Guide, settings: DeckSettings, bank: Bank, package: Package, size: int | None = None) -> Deck:
    """The package's deck of `size` cards, or the largest deck in which every domain fills its quota exactly.

    Notes are never split. For a given `size`, a domain stops short of its quota if its next note has more
    cards than the quota has left, so that a larger deck never drops a card of a smaller one.
    Raises UsageError if a domain has fewer cards than its quota.
    """
    by_domain: dict[str, list[Note]] = {domain.id: [] for domain in guide.domains}
    for note in bank:
        if package.takes(note):
            by_domain[guide.domain_of_task[note.task].id].append(note)
    lines = {d.id: domain_line(d, by_domain[d.id], settings.shares) for d in guide.domains}
    sums = {domain: prefix_sums(line) for domain, line in lines.items()}
    weights = {domain.id: domain.weight for domain in guide.domains}

    if size is None:
        size = largest_exact_size(weights, sums)
    quotas = apportion(weights, size)
    _check_for_shortage(guide, quotas, {domain: total[-1] for domain, total in sums.items()}, size)

    taken = {domain: bisect_right(sums[domain], quotas[domain]) - 1 for domain in lines}
    chosen = {domain: line[: taken[domain]] for domain, line in lines.items()}
    return Deck(
        package=package,
        notes=tuple(new_card_order(weights, chosen, cards=lambda note: note.cards)),
        reserve=tuple(note for domain, line in lines.items() for note in line[taken[domain] :]),
        domains=tuple(
            DomainCount(
                id=domain.id,
                title=domain.title,
                weight=domain.weight,
                quota=quotas[domain.id],
                cards=sums[domain.id][taken[domain.id]],
                reserve=sums[domain.id][-1] - sums[domain.id][taken[domain.id]],
            )
            for domain in guide.domains
        ),
        subdecks=settings.subdecks,
        license=settings.license,
        homepage=settings.homepage,
        reviewed=settings.reviewed,
    )


def largest_exact_size(weights: Mapping[str, Number], sums: Mapping[str, Sequence[int]]) -> int:
    """The largest number of cards for which every domain's quota is one of its prefix sums."""
    reachable = {domain: set(totals) for domain, totals in sums.items()}
    quota = dict.fromkeys(sums, 0)
    inexact: set[str] = set()
    largest = 0
    for size, domain in enumerate(seat_order(weights), start=1):
        quota[domain] += 1
        if quota[domain] > sums[domain][-1]:
            return largest
        if quota[domain] in reachable[domain]:
            inexact.discard(domain)
        else:
            inexact.add(domain)
        if not inexact:
            largest = size
    raise AssertionError("seat_order is endless")


def _check_for_shortage(guide: Guide, quotas: Mapping[str, int], cards: Mapping[str, int], size: int) -> None:
    short = [
        f"{quotas[d.id] - cards[d.id]} in {d.title} ({cards[d.id]} of {quotas[d.id]})"
        for d in guide.domains
        if cards[d.id] < quotas[d.id]
    ]
    if short:
        raise UsageError(f"there are not enough cards for a deck of {size}: missing {', '.join(short)}")

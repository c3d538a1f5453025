"""The cards that a release takes from a package, for whatever reason."""

from collections import Counter
from dataclasses import dataclass

from clfcards.model.ledger import Entry, Ledger

_ALWAYS_ACCEPTED = 10  # this many cards may always leave a package in one build


@dataclass(frozen=True, slots=True)
class CardLoss:
    """What a package loses, in cards: `published` are those it had; the others are parts of them that go."""

    package: str
    published: int
    retired: int
    left: int
    removed: int

    @property
    def gone(self) -> int:
        return self.retired + self.left + self.removed

    @property
    def is_large(self) -> bool:
        """Whether a tenth of the published cards leaves, and more than a few."""
        return self.gone > _ALWAYS_ACCEPTED and self.gone * 10 >= self.published


def card_losses(old: Ledger, new: Ledger) -> tuple[CardLoss, ...]:
    """What each published package loses, by its name. Cards of a note that goes to another package have left."""
    published, retired, left, removed = (Counter[str]() for _ in range(4))
    for id_, was in old.notes.items():
        if not was.is_current and not was.leaving:
            continue
        now, package, cards = new.notes[id_], was.package, len(was.cards)
        published[package] += cards
        if now.retired is not None:
            retired[package] += cards
        elif not now.is_current or now.package != package:
            left[package] += cards
        else:
            removed[package] += _removed_cards(was, now)
    return tuple(CardLoss(p, published[p], retired[p], left[p], removed[p]) for p in sorted(published))


def _removed_cards(was: Entry, now: Entry) -> int:
    return len(set(was.cards) - set(now.cards))

"""The one thing to do after a session, as a value; `words.review_summary` says it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RelearnBasics:
    """A card of this note was forgotten so often that it was suspended as a leech."""

    note: str


@dataclass(frozen=True, slots=True)
class MoreDue:
    """So many due cards are left by the day's limits."""

    cards: int


@dataclass(frozen=True, slots=True)
class CramDomain:
    """This domain was recalled worst, and not well."""

    domain: str


@dataclass(frozen=True, slots=True)
class WaitForSteps:
    """Only cards in learning steps are left, and so many."""

    cards: int


@dataclass(frozen=True, slots=True)
class CramOn:
    """So many cards were not crammed yet."""

    cards: int


@dataclass(frozen=True, slots=True)
class Resume:
    """The session was left with so many cards in it."""

    cards: int


@dataclass(frozen=True, slots=True)
class TakeMore:
    """Nothing was due: the cards of tomorrow could be taken today, or more new ones."""


@dataclass(frozen=True, slots=True)
class ComeBackTomorrow:
    """All is done for today."""


Advice = RelearnBasics | MoreDue | CramDomain | WaitForSteps | CramOn | Resume | TakeMore | ComeBackTomorrow

"""The advice after a session, as a value; `words.review_summary` puts it into words."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RelearnBasics:
    """A card of this note was forgotten so often that it was suspended as a leech."""

    note: str


@dataclass(frozen=True, slots=True)
class MoreDue:
    """The session's limit left this many due cards that can still be reviewed today."""

    cards: int


@dataclass(frozen=True, slots=True)
class DayLimitReached:
    """The day's `limit` of reviews is used up, and this many due cards are left for another day."""

    cards: int
    limit: int


@dataclass(frozen=True, slots=True)
class CramDomain:
    """This domain had the lowest recall, and it is low enough to cram."""

    domain: str


@dataclass(frozen=True, slots=True)
class WaitForSteps:
    """Only this many cards in learning steps are left."""

    cards: int


@dataclass(frozen=True, slots=True)
class KeepCramming:
    """This many cards were not crammed yet."""

    cards: int


@dataclass(frozen=True, slots=True)
class Resume:
    """The session was left with this many cards in it."""

    cards: int


@dataclass(frozen=True, slots=True)
class StudyMore:
    """Nothing was due: tomorrow's cards could be studied today, or more new ones."""


@dataclass(frozen=True, slots=True)
class ComeBackTomorrow:
    """Everything is done for today."""


Advice = (
    RelearnBasics
    | MoreDue
    | DayLimitReached
    | CramDomain
    | WaitForSteps
    | KeepCramming
    | Resume
    | StudyMore
    | ComeBackTomorrow
)

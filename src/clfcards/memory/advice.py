"""The advice after a session, as a value; `words.review_summary` puts it into words."""

from dataclasses import dataclass
from enum import Enum, auto


@dataclass(frozen=True, slots=True)
class RelearnBasics:
    """A card of this note was forgotten so often that it was suspended as a leech."""

    note: str


@dataclass(frozen=True, slots=True)
class DayLimitReached:
    """The day's `limit` of reviews is used up, and this many due cards are left for another day."""

    cards: int
    limit: int


@dataclass(frozen=True, slots=True)
class CramDomain:
    """This domain had the lowest recall, and it is low enough to cram."""

    domain: str


class Left(Enum):
    """Why cards are left after a session."""

    OVER_LIMIT = auto()  # the day's limits leave due cards for another day
    IN_STEPS = auto()  # only cards in learning steps are left
    NOT_CRAMMED = auto()  # not all cards were crammed
    NOT_DRILLED = auto()  # not all of what went wrong today was gone over
    IN_SESSION = auto()  # the learner left the session


@dataclass(frozen=True, slots=True)
class CardsLeft:
    """This many cards are left, for this reason."""

    why: Left
    cards: int


class Done(Enum):
    """Nothing is left."""

    FOR_TODAY = auto()  # everything was studied
    NOTHING_WAS_DUE = auto()  # tomorrow's cards could be studied today, or more new ones
    DAY_OFF = auto()  # the plan for the exam's day has no minutes today


Advice = RelearnBasics | DayLimitReached | CramDomain | CardsLeft | Done

"""What is known of one card: a value derived from the log, and from nothing else.

A card is new, in learning steps, in review or in relearning steps, and each of these holds only what
there is then: a new card has no memory, a card in review no step.
"""

from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple

from clfcards.model.time import StudyDay, Timestamp


class Memory(NamedTuple):
    """How well a card is known: days until recall falls from 100 % to 90 %, and difficulty in [1, 10]."""

    stability: float
    difficulty: float


class Past(NamedTuple):
    """What a card's reviews have left."""

    memory: Memory
    reviews: int
    lapses: int
    first_day: StudyDay
    last_day: StudyDay
    last_at: Timestamp


@dataclass(frozen=True, slots=True)
class New:
    """Never reviewed."""


@dataclass(frozen=True, slots=True)
class Learning:
    """In step number `step`, from 0, of those before the first review in days; it ends at `due_at`."""

    step: int
    due_at: Timestamp
    past: Past


@dataclass(frozen=True, slots=True)
class Review:
    """Due on a study day; `days` is the interval that led there."""

    due_day: StudyDay
    days: int
    past: Past


@dataclass(frozen=True, slots=True)
class Relearning:
    """Forgotten in review, and in step number `step`, from 0, of those after; it ends at `due_at`."""

    step: int
    due_at: Timestamp
    past: Past


Phase = New | Learning | Review | Relearning
NEW = New()
_IN_STEPS = (Learning, Relearning)


class Suspension(Enum):
    """Why a card is out of study until it is unsuspended."""

    BY_LEARNER = "learner"
    AS_LEECH = "leech"


class CardState(NamedTuple):
    """A card after the events that touched it. A tuple, because logs lead to hundreds of thousands of them.

    It is buried on study day `buried_day`. `flag` is 0 to 7. `pulled_at` is when something brought it
    forward. `answer` is the answer text the learner last saw. `changed_at` and `changed_id` are the order
    of the last event that touched it.
    """

    card: str
    phase: Phase = NEW
    suspended: Suspension | None = None
    buried_day: StudyDay | None = None
    flag: int = 0
    pulled_at: Timestamp | None = None
    answer: str = ""
    changed_at: Timestamp = Timestamp(0)
    changed_id: str = ""

    @property
    def is_new(self) -> bool:
        return isinstance(self.phase, New)

    @property
    def in_steps(self) -> bool:
        return isinstance(self.phase, _IN_STEPS)

    @property
    def past(self) -> Past | None:
        """What its reviews have left; None for a new card."""
        return None if isinstance(self.phase, New) else self.phase.past

    @property
    def reviews(self) -> int:
        return 0 if isinstance(self.phase, New) else self.phase.past.reviews

    @property
    def lapses(self) -> int:
        return 0 if isinstance(self.phase, New) else self.phase.past.lapses

    @property
    def due_day(self) -> StudyDay | None:
        """The study day on which a card in review is due."""
        return self.phase.due_day if isinstance(self.phase, Review) else None

    @property
    def due_at(self) -> Timestamp | None:
        """When the step of a card in steps ends."""
        return self.phase.due_at if isinstance(self.phase, _IN_STEPS) else None

    @property
    def is_pulled(self) -> bool:
        """Something asked for this card after it was last reviewed."""
        past = self.past
        return self.pulled_at is not None and (past is None or self.pulled_at > past.last_at)

    def was_studied_on(self, day: StudyDay) -> bool:
        """Whether its last review was on this day."""
        past = self.past
        return past is not None and past.last_day == day

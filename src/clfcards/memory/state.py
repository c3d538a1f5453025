"""The state of one card: a value derived from the log alone.

A card is new, in learning steps, in review or in relearning steps, and each phase has only the fields that
apply to it: a new card has no memory, and a card in review has no step.
"""

from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple

from clfcards.model.time import StudyDay, Timestamp

STABILITY_MAX = 36_500.0
"""The cap in days of fsrs-rs and Anki, which the package `fsrs` does not have."""


class Memory(NamedTuple):
    """How well a card is known: the days until recall falls from 100% to 90%, and its difficulty in [1, 10]."""

    stability: float
    difficulty: float


class Past(NamedTuple):
    """The result of a card's reviews so far.

    `reviews` counts the answers that tested recall. It is 0 after a first meeting, right after the card's text was
    read; `memory` is then what a first review with the same rating would have led to.
    """

    memory: Memory
    reviews: int
    lapses: int
    first_day: StudyDay
    last_day: StudyDay
    last_at: Timestamp

    @property
    def tested(self) -> Memory | None:
        """The memory, if any answer has tested it; None after a first meeting alone."""
        return self.memory if self.reviews else None


@dataclass(frozen=True, slots=True)
class New:
    """Never reviewed."""


@dataclass(frozen=True, slots=True)
class Learning:
    """In learning step number `step`, counted from 0, before the first interval in days; it ends at `due_at`."""

    step: int
    due_at: Timestamp
    past: Past


@dataclass(frozen=True, slots=True)
class Review:
    """Due on a study day; `days` is the interval that led to it."""

    due_day: StudyDay
    days: int
    past: Past


@dataclass(frozen=True, slots=True)
class Relearning:
    """Forgotten in review, and now in relearning step number `step`, counted from 0; it ends at `due_at`."""

    step: int
    due_at: Timestamp
    past: Past


Phase = New | Learning | Review | Relearning
NEW = New()
_IN_STEPS = (Learning, Relearning)


class Suspension(Enum):
    """Why a card is suspended."""

    BY_LEARNER = "learner"
    AS_LEECH = "leech"


class CardState(NamedTuple):
    """A card after the events that touched it. It is a tuple because a log can have hundreds of thousands.

    It is buried on study day `buried_day`. `flag` is 0 to 7. `pulled_at` is when it was last pulled forward,
    for example by a missed question. `answer` is the answer text that the learner saw last. `changed_at` and
    `changed_id` are the time and id of the last event that touched it.
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
        """The result of its reviews; None for a new card."""
        return None if isinstance(self.phase, New) else self.phase.past

    @property
    def was_tested(self) -> bool:
        """Whether any answer has tested recall; a first meeting, right after the text was read, does not."""
        return self.reviews > 0

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
        """Whether it was pulled forward after its last review."""
        past = self.past
        return self.pulled_at is not None and (past is None or self.pulled_at > past.last_at)

    def was_studied_on(self, day: StudyDay) -> bool:
        """Whether its last review was on this day."""
        past = self.past
        return past is not None and past.last_day == day

"""A card as a plan sees it."""

from typing import NamedTuple

from clfcards.memory.state import Memory
from clfcards.model.rating import Rating
from clfcards.model.time import StudyDay


class PastAnswer(NamedTuple):
    """An answer to a card that the memory model was given, and its study day."""

    day: StudyDay
    rating: Rating


class PlannedCard(NamedTuple):
    """A card with its value and its memory.

    `value` is the worth of recalling it on the day of the exam, at least 0; only proportions matter. `groups` are the
    ids under which the forecast sums cards up, such as a domain and a task. A new card has neither `memory` nor
    `last_day`, the study day of its last review. `answers` are those from which the memory follows, in order; without
    them, the memory is taken for certain.
    """

    key: str
    value: float
    groups: tuple[str, ...] = ()
    memory: Memory | None = None
    last_day: StudyDay | None = None
    answers: tuple[PastAnswer, ...] = ()

    @property
    def is_new(self) -> bool:
        return self.memory is None

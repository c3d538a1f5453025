"""A card as a plan sees it."""

from typing import NamedTuple

from clfcards.memory.state import Memory
from clfcards.model.time import StudyDay


class PlannedCard(NamedTuple):
    """A card with its value and its memory.

    `value` is the worth of recalling it on the day of the exam, at least 0; only proportions matter. `groups` are the
    ids under which the forecast sums cards up, such as a domain and a task. A new card has neither `memory` nor
    `last_day`, the study day of its last review.
    """

    key: str
    value: float
    groups: tuple[str, ...] = ()
    memory: Memory | None = None
    last_day: StudyDay | None = None

    @property
    def is_new(self) -> bool:
        return self.memory is None

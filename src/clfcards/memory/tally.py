"""How many answers recalled their cards."""

from collections.abc import Iterable
from dataclasses import dataclass

from clfcards.model.event import Event
from clfcards.model.rating import Rating


@dataclass(frozen=True, slots=True)
class Tally:
    """The number of answers, and the number of these that were not "again"."""

    answers: int
    recalled: int

    @property
    def recall(self) -> float | None:
        """The share recalled, in [0, 1]; None if there are no answers."""
        return self.recalled / self.answers if self.answers else None


def tally_of(events: Iterable[Event]) -> Tally:
    """The tally of these answers."""
    ratings = [event.rating for event in events]
    return Tally(len(ratings), sum(rating is not Rating.AGAIN for rating in ratings))

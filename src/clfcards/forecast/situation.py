"""What a plan starts from: the cards, the time of each day, and the learner."""

import math
from dataclasses import dataclass, field
from typing import NamedTuple

from clfcards.forecast.card import PlannedCard
from clfcards.forecast.habits import Habits
from clfcards.memory.weights import DEFAULT_WEIGHTS, within_bounds
from clfcards.model.time import StudyDay


class DayLimits(NamedTuple):
    """The most new cards and the most reviews of a day, beside its minutes; None is no limit."""

    new: int | None = None
    reviews: int | None = None


NO_LIMITS = DayLimits()
MOST_DAYS = 730  # an exam further away is not planned


@dataclass(frozen=True, slots=True)
class Situation:
    """The cards on the study day `today`, and the `seconds` of study on each day from today to the eve of the exam.

    So the exam is on day `today + len(seconds)`, and a day off has 0 seconds. `weights` are those of FSRS-6. `limits`
    are the learner's own, for each day.
    Raises ValueError for a time that is not a number of seconds, more than MOST_DAYS days, a card twice, a card
    reviewed after today, a negative value, or weights that FSRS-6 refuses.
    """

    today: StudyDay
    seconds: tuple[float, ...]
    cards: tuple[PlannedCard, ...]
    weights: tuple[float, ...] = DEFAULT_WEIGHTS
    habits: Habits = field(default_factory=Habits)
    limits: DayLimits = NO_LIMITS

    def __post_init__(self) -> None:
        if len(self.seconds) > MOST_DAYS:
            raise ValueError(f"a plan covers at most {MOST_DAYS} days, not {len(self.seconds)}")
        if not all(0 <= seconds <= 86_400 for seconds in self.seconds):
            raise ValueError("each day must have 0 to 86400 seconds of study")
        if len({card.key for card in self.cards}) < len(self.cards):
            raise ValueError("a card is there twice")
        if not within_bounds(self.weights):
            raise ValueError("the weights are not 21 numbers within the bounds of FSRS-6")
        for card in self.cards:
            if not 0 <= card.value < math.inf:
                raise ValueError(f"the value of '{card.key}' must be at least 0, not {card.value}")
            if (card.memory is None) != (card.last_day is None):
                raise ValueError(f"'{card.key}' has a memory and a last day, or neither")
            if card.last_day is not None and card.last_day > self.today:
                raise ValueError(f"'{card.key}' was reviewed after today")

    @property
    def exam_day(self) -> StudyDay:
        return StudyDay(self.today + len(self.seconds))

    @property
    def value(self) -> float:
        """The value of all cards."""
        return math.fsum(card.value for card in self.cards)

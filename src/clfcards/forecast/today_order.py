"""The order of one day's cards, as a plan wants it: what is stored for all starts of that day."""

from dataclasses import dataclass
from typing import NamedTuple

from clfcards.model.time import StudyDay


class OrderedCard(NamedTuple):
    """A card and its score on a day; the larger comes first."""

    key: str
    score: float


@dataclass(frozen=True, slots=True)
class TodayOrder:
    """The cards worth a review on `day`, new ones among them, best first. Cards that are absent should wait."""

    day: StudyDay
    cards: tuple[OrderedCard, ...]

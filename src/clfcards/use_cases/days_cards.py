"""The cards of a study day: the deck and the log through the day's settings, and through the plan if there is one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from clfcards.memory.confusable_order import Confusable
from clfcards.memory.day_order import Queue, StudyTime
from clfcards.memory.known_cards import KnownCards
from clfcards.memory.options import SessionOptions, StudySettings
from clfcards.memory.queue import build_queue
from clfcards.model.time import StudyDay

if TYPE_CHECKING:
    from clfcards.decks.study import StudyDeck
    from clfcards.use_cases.plan.plan_now import PlanNow


@dataclass(frozen=True, slots=True)
class DaysCards:
    """Everything that decides which cards come on a day. `settings` are those under the `plan`."""

    deck: StudyDeck
    known: KnownCards
    settings: StudySettings
    day: StudyDay
    time: StudyTime
    plan: PlanNow | None

    def queue(self, options: SessionOptions, confusable: Confusable | None = None) -> Queue:
        """The cards that a review with these options shows. `confusable` facts decide about their order alone."""
        weights = self.deck.outline.weights
        arrangement = None if self.plan is None else self.plan.arrangement(self.settings, weights)
        return build_queue(
            self.deck.cards,
            self.known,
            weights,
            self.settings,
            options,
            self.day,
            self.time,
            arrangement,
            confusable,
        )

"""The cards in the log on a study day, divided into resting cards and all others, for the queue.

Nearly every card of a long log is resting: it is in review, and only its due day and its memory matter.
The queue needs nothing else of these cards, of which there can be a hundred thousand, so nothing else is read.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from clfcards.memory.state import CardState, Review
from clfcards.model.time import StudyDay


class RestingCard(NamedTuple):
    """Everything the queue needs to know about a card in review; stability is in days, difficulty in [1, 10]."""

    card: str
    due_day: StudyDay
    last_day: StudyDay
    stability: float
    difficulty: float


@dataclass(frozen=True, slots=True)
class KnownCards:
    """Every card that an event touched: either in `resting`, or with its whole state in `others`."""

    resting: Sequence[RestingCard] = ()
    others: Mapping[str, CardState] = field(default_factory=dict)


def known_cards(states: Iterable[CardState], day: StudyDay) -> KnownCards:
    """The cards with these states on study day `day`. `Log.known_cards` reads those of a log."""
    resting: list[RestingCard] = []
    others: dict[str, CardState] = {}
    for state in states:
        if is_resting(state, day):
            resting.append(resting_card(state))
        else:
            others[state.card] = state
    return KnownCards(resting, others)


def is_resting(state: CardState, day: StudyDay) -> bool:
    """Whether a card is in review, was not studied on this day, and is not suspended, buried or pulled."""
    return (
        isinstance(state.phase, Review)
        and state.suspended is None
        and state.buried_day != day
        and state.pulled_at is None
        and day not in (state.phase.past.first_day, state.phase.past.last_day)
    )


def resting_card(state: CardState) -> RestingCard:
    """The resting card for any card that was reviewed; one in learning steps counts as due on its last day.

    Raises ValueError for a new card.
    """
    past = state.past
    if past is None:
        raise ValueError(f"'{state.card}' was never reviewed")
    due_day = past.last_day if state.due_day is None else state.due_day
    return RestingCard(state.card, due_day, past.last_day, *past.memory)

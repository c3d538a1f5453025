"""The cards that the log knows, on a study day, told apart as the queue needs them.

Nearly every card of a long log is resting: in review, and with nothing to it but when it is due and
how well it is known. Of a hundred thousand of them the queue asks only that, so only that is read.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from clfcards.memory.state import CardState, Review
from clfcards.model.time import StudyDay


class RestingCard(NamedTuple):
    """All that the queue needs to know of a card in review; stability is in days, difficulty in [1, 10]."""

    card: str
    due_day: StudyDay
    last_day: StudyDay
    stability: float
    difficulty: float


@dataclass(frozen=True, slots=True)
class KnownCards:
    """Every card that an event touched, once: among the `resting`, or with its whole state among the `others`."""

    resting: Sequence[RestingCard] = ()
    others: Mapping[str, CardState] = field(default_factory=dict)


def known_cards(states: Iterable[CardState], day: StudyDay) -> KnownCards:
    """The cards of these states on study day `day`. The log's own are read by `Log.known_cards`."""
    resting: list[RestingCard] = []
    others: dict[str, CardState] = {}
    for state in states:
        if is_resting(state, day):
            resting.append(resting_card(state))
        else:
            others[state.card] = state
    return KnownCards(resting, others)


def is_resting(state: CardState, day: StudyDay) -> bool:
    """Whether a card is in review, was not studied on this day, and nothing else was done to it."""
    return (
        isinstance(state.phase, Review)
        and state.suspended is None
        and state.buried_day != day
        and state.pulled_at is None
        and day not in (state.phase.past.first_day, state.phase.past.last_day)
    )


def resting_card(state: CardState) -> RestingCard:
    """What a resting card is reduced to, of any card that was reviewed (one in steps is due on its last day).

    Raises ValueError for a new card.
    """
    past = state.past
    if past is None:
        raise ValueError(f"'{state.card}' was never reviewed")
    due_day = past.last_day if state.due_day is None else state.due_day
    return RestingCard(state.card, due_day, past.last_day, *past.memory)

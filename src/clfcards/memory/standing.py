"""Where all cards stand on a study day, told apart as the queue needs it.

Nearly every card of a long log is at rest: in review, and with nothing to it but when it is due and
how well it is known. Of a hundred thousand of them the queue asks only that, so only that is read.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from clfcards.memory.state import CardState

AtRest = tuple[str, int, int, float, float]
"""A card at rest: its key, due day, day of the last review, stability (days), difficulty (1 to 10)."""


@dataclass(frozen=True, slots=True)
class Standings:
    """Every card that an event touched, once: in `at_rest`, or with its whole state in `apart`."""

    at_rest: Sequence[AtRest] = ()
    apart: Mapping[str, CardState] = field(default_factory=dict)


def standings(states: Iterable[CardState], day: int) -> Standings:
    """The standings of these states on study day `day`. The log's own are read by `store.standings`."""
    at_rest: list[AtRest] = []
    apart: dict[str, CardState] = {}
    for state in states:
        if is_at_rest(state, day):
            at_rest.append(numbers_of(state))
        else:
            apart[state.card] = state
    return Standings(at_rest, apart)


def is_at_rest(state: CardState, day: int) -> bool:
    """Whether a card is in review, was not studied on this day, and nothing else was done to it."""
    return (
        state.phase == "review"
        and not state.suspended
        and state.buried_day != day
        and state.pulled_at is None
        and day not in (state.first_day, state.last_day)
    )


def numbers_of(state: CardState) -> AtRest:
    """What a card at rest is reduced to, of any card that was reviewed (one in steps is due on its last day)."""
    if state.last_day is None or state.stability is None or state.difficulty is None:
        raise ValueError(f"'{state.card}' was never reviewed")
    due_day = state.last_day if state.due_day is None else state.due_day
    return state.card, due_day, state.last_day, state.stability, state.difficulty

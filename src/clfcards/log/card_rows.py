"""Rows of the derived table of cards ↔ card states.

The table is flat so that SQL can select due cards. A state has a type for each phase so that it cannot hold
values that make no sense. The table can always be derived again from the events.
"""

from typing import NamedTuple

from clfcards.log.rows import UnreadableRowError
from clfcards.memory.state import (
    NEW,
    CardState,
    Learning,
    Memory,
    New,
    Past,
    Phase,
    Relearning,
    Review,
    Suspension,
)
from clfcards.model.time import StudyDay, Timestamp

IN_REVIEW = "review"
NOT_SUSPENDED = ""
_NEW, _LEARNING, _RELEARNING = "new", "learning", "relearning"


class CardRow(NamedTuple):
    """A row of the table. `interval` is the card's last interval: in days, or in seconds if negative."""

    card: str
    phase: str
    step: int
    stability: float | None
    difficulty: float | None
    due_day: StudyDay | None
    due_at: Timestamp | None
    interval: int
    reviews: int
    lapses: int
    first_day: StudyDay | None
    last_day: StudyDay | None
    last_at: Timestamp | None
    suspended: str
    buried_day: StudyDay | None
    flag: int
    pulled_at: Timestamp | None
    answer: str
    changed_at: Timestamp
    changed_id: str


CARD_COLUMNS = ", ".join(CardRow._fields)
CARD_MARKS = ", ".join("?" * len(CardRow._fields))
_SUSPENSIONS: dict[str, Suspension | None] = {NOT_SUSPENDED: None, **{reason.value: reason for reason in Suspension}}


def card_row(state: CardState) -> CardRow:
    """The row of a card's state."""
    phase, suspended = state.phase, state.suspended
    reason = NOT_SUSPENDED if suspended is None else suspended.value
    buried_day, flag, pulled_at = state.buried_day, state.flag, state.pulled_at
    if isinstance(phase, New):
        return CardRow(
            state.card, _NEW, 0, None, None, None, None, 0, 0, 0, None, None, None,
            reason, buried_day, flag, pulled_at, state.answer, state.changed_at, state.changed_id,
        )  # fmt: skip
    memory, reviews, lapses, first_day, last_day, last_at = phase.past
    due_day: StudyDay | None = None
    due_at: Timestamp | None = None
    if isinstance(phase, Review):
        name, step, due_day, interval = IN_REVIEW, 0, phase.due_day, phase.days
    else:
        name = _LEARNING if isinstance(phase, Learning) else _RELEARNING
        step, due_at, interval = phase.step, phase.due_at, (last_at - phase.due_at) // 1000
    return CardRow(
        state.card, name, step, memory.stability, memory.difficulty, due_day, due_at, interval,
        reviews, lapses, first_day, last_day, last_at,
        reason, buried_day, flag, pulled_at, state.answer, state.changed_at, state.changed_id,
    )  # fmt: skip


def state_of(row: CardRow) -> CardState:
    """The card's state in a row. Raises UnreadableRowError if the row holds values that no state can have."""
    if row.suspended not in _SUSPENSIONS:
        raise UnreadableRowError(f"card '{row.card}' is suspended for an unknown reason, '{row.suspended}'")
    return CardState(
        row.card,
        _phase_of(row),
        _SUSPENSIONS[row.suspended],
        row.buried_day,
        row.flag,
        row.pulled_at,
        row.answer,
        row.changed_at,
        row.changed_id,
    )


def _phase_of(row: CardRow) -> Phase:
    if row.phase == _NEW:
        return NEW
    past = _past_of(row)
    if row.phase == IN_REVIEW and row.due_day is not None:
        return Review(row.due_day, row.interval, past)
    if row.phase == _LEARNING and row.due_at is not None:
        return Learning(row.step, row.due_at, past)
    if row.phase == _RELEARNING and row.due_at is not None:
        return Relearning(row.step, row.due_at, past)
    raise UnreadableRowError(f"card '{row.card}' is in '{row.phase}' but has no due date")


def _past_of(row: CardRow) -> Past:
    if (
        row.stability is None
        or row.difficulty is None
        or row.first_day is None
        or row.last_day is None
        or row.last_at is None
    ):
        raise UnreadableRowError(f"card '{row.card}' is in '{row.phase}' but was never reviewed")
    return Past(
        Memory(row.stability, row.difficulty), row.reviews, row.lapses, row.first_day, row.last_day, row.last_at
    )

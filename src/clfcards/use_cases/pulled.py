"""Why a card was pulled in: the last event in the log that brought it forward."""

from collections.abc import Sequence
from dataclasses import dataclass

from clfcards.exam.event_kinds import ANSWER
from clfcards.memory.state import CardState
from clfcards.model.card import note_of
from clfcards.model.event import Event
from clfcards.model.time import Timestamp, UtcOffset


@dataclass(frozen=True, slots=True)
class Pulled:
    """A question was missed or guessed, in an exam or in a review, at a time.

    `is_itself` means that it is the card's own question; otherwise the card is a fact behind it.
    """

    at: Timestamp
    utc_offset: UtcOffset
    in_exam: bool
    is_guess: bool
    is_itself: bool


def why_pulled(state: CardState, events: Sequence[Event]) -> Pulled | None:
    """Why the card comes, from the live events that touched it; None if nothing pulled it since its last review."""
    if not state.is_pulled:
        return None
    event = next((event for event in reversed(events) if state.card in event.payload.get("pulled", ())), None)
    if event is None:
        return None
    in_exam = event.kind == ANSWER
    asked = event.subject if in_exam else note_of(event.subject)
    return Pulled(event.at, event.utc_offset, in_exam, bool(event.payload.get("right")), asked == note_of(state.card))

"""Why a card was pulled in: the last event in the log that brought it forward."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, get_args

from clfcards.exam.event_kinds import ANSWER, PULL
from clfcards.log.log import Log
from clfcards.memory.state import CardState
from clfcards.model.card import note_of
from clfcards.model.event import Event
from clfcards.model.time import Timestamp, UtcOffset

if TYPE_CHECKING:  # a review starts without exams
    from clfcards.exam.form import Kind


@dataclass(frozen=True, slots=True)
class Pulled:
    """A question was missed or guessed at a time, in a sitting of this kind, or in a review (None).

    `is_itself` means that it is the card's own question; otherwise the card is a fact behind it.
    """

    at: Timestamp
    utc_offset: UtcOffset
    sitting: Kind | None
    is_guess: bool
    is_itself: bool


def why_pulled(state: CardState, events: Sequence[Event], kind_of: Callable[[str], Kind]) -> Pulled | None:
    """Why the card comes, from the live events that touched it; None if nothing pulled it since its last review.

    `kind_of` gives the kind of a sitting by its id.
    """
    if not state.is_pulled:
        return None
    event = next((event for event in reversed(events) if state.card in event.payload.get("pulled", ())), None)
    if event is None:
        return None
    in_sitting = event.kind in (ANSWER, PULL)
    kind = kind_of(str(event.payload.get("sitting", ""))) if in_sitting else None
    asked = event.subject if in_sitting else note_of(event.subject)
    return Pulled(event.at, event.utc_offset, kind, bool(event.payload.get("right")), asked == note_of(state.card))


def kind_of_sitting(log: Log, sitting: str) -> Kind:
    """The kind of a sitting in the log, by its id."""
    begun = log.event(sitting)
    found = None if begun is None else begun.payload.get("form", {}).get("kind")
    from clfcards.exam.form import Kind

    return next((kind for kind in get_args(Kind) if kind == found), "exam")

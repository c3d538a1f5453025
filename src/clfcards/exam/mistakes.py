"""What went wrong: cards that were forgotten, and questions that were answered wrong in reviews and exams."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from clfcards.exam.event_kinds import ANSWER, BEGINNING
from clfcards.exam.first_answers import first_answers
from clfcards.exam.form import Kind
from clfcards.memory.event_kinds import ANSWERS, CRAM
from clfcards.memory.first_meeting import is_first_meeting
from clfcards.model.card import note_of
from clfcards.model.event import Event, live
from clfcards.model.rating import Rating
from clfcards.model.time import Timestamp, UtcOffset

Occasion = Literal["review", "cram", "exam", "diagnostic", "more", "domain", "redo"]

KINDS = (*ANSWERS, ANSWER, BEGINNING)
"""The kinds of event that mistakes are found in."""

_SITTINGS: tuple[Kind, ...] = ("exam", "diagnostic", "more", "domain", "redo")


@dataclass(frozen=True, slots=True)
class Mistake:
    """One answer that was wrong or forgotten. `chosen` are the keys of a question's options; it is empty for a fact."""

    card: str
    at: Timestamp
    utc_offset: UtcOffset
    occasion: Occasion
    chosen: tuple[str, ...] = ()

    @property
    def item(self) -> str:
        return note_of(self.card)


def mistakes_of(events: Iterable[Event]) -> list[Mistake]:
    """The mistakes in these events, oldest first. Undone answers and first meetings do not count."""
    events = live(events)
    kinds = {event.id: _kind_of(event.payload) for event in events if event.kind == BEGINNING}
    found = []
    for event in first_answers(events):
        if event.kind == ANSWER:
            if event.payload.get("right") is False:
                occasion = kinds.get(str(event.payload.get("sitting")), "exam")
                found.append(_mistake(event, f"{event.subject}/1", occasion))
        elif event.kind in ANSWERS and _went_wrong(event):
            found.append(_mistake(event, event.subject, "cram" if event.kind == CRAM else "review"))
    return found


def _went_wrong(event: Event) -> bool:
    """Whether a card was forgotten or its question answered wrong; at a first meeting, there was nothing to forget."""
    is_wrong = event.rating is Rating.AGAIN or event.payload.get("right") is False
    return is_wrong and not is_first_meeting(event)


def _mistake(event: Event, card: str, occasion: Occasion) -> Mistake:
    chosen = event.payload.get("chosen", ())
    keys = tuple(key for key in chosen if isinstance(key, str)) if isinstance(chosen, list | tuple) else ()
    return Mistake(card, event.at, event.utc_offset, occasion, keys)


def _kind_of(payload: Mapping[str, Any]) -> Kind:
    """The kind of a sitting that began; a kind that this version does not know is shown as an exam."""
    form = payload.get("form")
    kind = form.get("kind") if isinstance(form, Mapping) else None
    return kind if kind in _SITTINGS else "exam"

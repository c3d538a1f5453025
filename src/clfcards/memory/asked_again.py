"""What was answered wrong by a learner who was sure comes back after one and after seven days.

A confident error is corrected well, and comes back after a week unless it is asked again. Source: Butler, Fazio and
Marsh, "The hypercorrection effect persists over a week, but high-confidence errors return" (2011).

The card comes as an ordinary due card: the interval that is chosen in the meantime is not longer than until that day.
"""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from clfcards.memory.study_day import day_of
from clfcards.model.card import note_of
from clfcards.model.event import Event
from clfcards.model.time import StudyDay

AFTER_DAYS = (1, 7)

REASON = "asked_again"
"""The entry of the review's payload that says after how many days it was asked again: {"asked_again": 7}."""


class AskedAgain(NamedTuple):
    """The card was answered wrong by a learner who was sure, in this event, and comes back `after` so many days."""

    event: Event
    after: int


def is_sure_and_wrong(payload: Mapping[str, Any]) -> bool:
    """Whether an answer, in a review or in an exam, was wrong although the learner was sure."""
    return payload.get("right") is False and payload.get("confidence") == "sure"


def asked_by(card: str, events: Iterable[Event], today: StudyDay, cutoff_hour: int) -> StudyDay | None:
    """The first day after today on which the card must be asked again; None if there is none.

    `events` are the live ones that touched the card.
    """
    days = (StudyDay(day + after) for day, _ in _missed(card, events, cutoff_hour) for after in AFTER_DAYS)
    return min((day for day in days if day > today), default=None)


def why_asked(card: str, events: Iterable[Event], today: StudyDay, cutoff_hour: int) -> AskedAgain | None:
    """Why the card is asked again today; None if it is not, or if it was answered since the day on which it should be.

    `events` are the live ones that touched the card, in order.
    """
    events = list(events)
    answered = [day_of(event, cutoff_hour) for event in events if event.subject == card and event.rating is not None]
    last = max(answered, default=None)
    found = [
        AskedAgain(event, after)
        for day, event in _missed(card, events, cutoff_hour)
        for after in AFTER_DAYS
        if day + after <= today and (last is None or last < day + after)
    ]
    return max(found, key=lambda one: (one.event.order, one.after), default=None)


def _missed(card: str, events: Iterable[Event], cutoff_hour: int) -> list[tuple[StudyDay, Event]]:
    """The answers to the card's question that were sure and wrong, with their study days.

    In an exam, the subject is the question, which has one card; other events only pulled the card.
    """
    own = (event for event in events if event.subject in (card, note_of(card)))
    return [(day_of(event, cutoff_hour), event) for event in own if is_sure_and_wrong(event.payload)]

"""When the questions of practice exams were met as cards in review."""

import datetime as dt
from collections.abc import Collection, Iterable

from clfcards.exam.sightings import Reviews
from clfcards.log.log import Log
from clfcards.memory.event_kinds import CRAM, REVIEW
from clfcards.model.card import note_of


def question_reviews(log: Log, questions: Collection[str], touched: Iterable[str]) -> Reviews:
    """The times at which each of these `questions` was answered as a card; `touched` are the cards in the log."""
    cards = [card for card in touched if note_of(card) in questions]
    events = [event for card in cards for event in log.events_of(card) if event.kind == REVIEW]
    events += [event for event in log.events(kinds=(CRAM,)) if note_of(event.subject) in questions]
    times: dict[str, list[dt.datetime]] = {}
    for event in sorted(events, key=lambda event: event.order):
        times.setdefault(note_of(event.subject), []).append(dt.datetime.fromtimestamp(event.at / 1000, dt.UTC))
    return times

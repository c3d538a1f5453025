"""When the questions of practice exams were met as cards in review."""

import datetime as dt
from collections.abc import Collection, Iterable

from clfcards.exam.sightings import Reviews
from clfcards.log.log import Log
from clfcards.memory.event_kinds import CRAM
from clfcards.model.card import note_of


def question_reviews(log: Log, questions: Collection[str], touched: Iterable[str]) -> Reviews:
    """The times at which each of these `questions` was answered as a card; `touched` are the cards in the log."""
    wanted = {f"{question}/1" for question in questions}  # a question has one card
    cards = [card for card in touched if card in wanted]
    met = log.review_times(cards) if cards else []
    met += [(event.subject, event.at) for event in log.events(kinds=(CRAM,)) if event.subject in wanted]
    times: dict[str, list[dt.datetime]] = {}
    for card, at in sorted(met, key=lambda one: one[1]):
        times.setdefault(note_of(card), []).append(dt.datetime.fromtimestamp(at / 1000, dt.UTC))
    return times

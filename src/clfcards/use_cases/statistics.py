"""The statistics of a learner's log for the deck being studied."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from clfcards.decks.study import StudyDeck
from clfcards.exam.event_kinds import ANSWER
from clfcards.log.log import Log
from clfcards.memory.event_kinds import ANSWERS, RESET
from clfcards.memory.statistics import Statistics, statistics
from clfcards.memory.study_day import day_of
from clfcards.model.event import Stamp, live
from clfcards.model.event_kind import UNDO
from clfcards.model.study import Outline
from clfcards.use_cases.settings import settings_in_force


@dataclass(frozen=True, slots=True)
class DeckStatistics:
    """The figures with the texts to show beside them: the exam's titles, and the leeches' fronts by card.

    The text, JSON and HTML output are all made from this one value.
    """

    figures: Statistics
    exam: Outline
    fronts: Mapping[str, str]


def deck_statistics(deck: StudyDeck, log: Log, now: Stamp) -> DeckStatistics:
    """The statistics on the study day of `now`."""
    cutoff = settings_in_force(log, deck.outline).cutoff_hour
    events = live(log.events(kinds=(*ANSWERS, RESET, ANSWER, UNDO)))
    answers = [event for event in events if event.kind in ANSWERS]
    resets = [event for event in events if event.kind == RESET]
    today = day_of(now, cutoff)
    exams = {day_of(event, cutoff) for event in events if event.kind == ANSWER}
    cards = tuple(deck.cards.values())
    found = statistics(cards, log.states(), answers, log.replay.model, today, cutoff, resets, exams)
    return DeckStatistics(found, deck.outline, _fronts(deck, found.leeches))


def _fronts(deck: StudyDeck, cards: Sequence[str]) -> dict[str, str]:
    """The fronts of these cards by key, each as a single line without Markdown."""
    if not cards:
        return {}
    from clfcards.render.face import face_of  # these two and what they import take 5 ms
    from clfcards.render.spans import plain, spans

    faces = (face_of(deck.notes[deck.cards[key].note], key, 0, deck.outline.language) for key in cards)
    return {face.card: " ".join(plain(spans(face.front, {})).split()) for face in faces}

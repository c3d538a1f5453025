"""The deck's cards in a running Anki: which they are, how they were answered, and which day it is there."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from clfcards.anki.connect import AnkiConnect
from clfcards.anki.known_cards import card_number
from clfcards.anki.learner_note import LearnerCard, LearnerNote
from clfcards.anki.note_types import note_types
from clfcards.anki.running import SEARCH, names_of_our_types
from clfcards.errors import ClfcardsError
from clfcards.foreign.anki_rows import AnkiReview
from clfcards.render.note_kinds import NoteKind

_CARDS = 500  # in one answer, so that it stays small
_WHOLE_CARDS = 100  # the same where each comes with both of its sides and the styles, three times
_FAR = 100_000  # days from today, in both directions: no card of Anki's is due beyond
_QUESTIONS = 50  # in one request
_SPECIAL = re.compile(r'[\\"*_]')  # what Anki's search takes for more than a character
_MOST_BLANKS = 500  # the largest cloze number in Anki


@dataclass(frozen=True, slots=True)
class CardValues:
    """A card as `cardsInfo` answers; all 0 for one that was deleted meanwhile. A `factor` is the ease times 1000."""

    cardId: int = 0  # noqa: N815  # the add-on's name
    type: int = 0
    queue: int = 0
    due: int = 0
    interval: int = 0
    factor: int = 0
    reps: int = 0
    lapses: int = 0


@dataclass(frozen=True, slots=True)
class _Review:
    """A row of the review log, as `getReviewsOfCards` answers."""

    id: int
    ease: int
    ivl: int
    factor: int
    time: int
    type: int


def cards_by_key(
    anki: AnkiConnect, notes: Iterable[LearnerNote], kinds: Mapping[str, NoteKind], blanks: int
) -> dict[str, LearnerCard]:
    """The cards by the keys that they have in a log; of several notes with one id, the first counts.

    `kinds` are those of the notes by their ids, and `blanks` is the largest cloze number that matters. A card type that
    the learner renamed is known by its place, as in an import; one that the learner added is none of ours.
    """
    templates = _templates(anki)
    most = max([min(blanks, _MOST_BLANKS), *(len(names) for names in templates.values())])
    places = {card: number for number in range(1, most + 1) for card in _cards(anki, f"card:{number}")}
    types = {card: names for name, names in templates.items() for card in _cards(anki, _of_type(name))}
    found: dict[str, LearnerCard] = {}
    for note in notes:
        if (kind := kinds.get(note.id)) is not None:
            for card in note.cards:
                number = card_number(note_types()[kind], types.get(card.id, ()), places.get(card.id, 0) - 1)
                if number is not None:
                    found.setdefault(f"{note.id}/{number}", card)
    return found


def _templates(anki: AnkiConnect) -> dict[str, tuple[str, ...]]:
    """The names of the templates of each note type that may be one of ours, in their order."""
    names = names_of_our_types(anki)
    answers = anki.call_all(dict[str, Any], (("modelTemplates", {"modelName": name}) for name in names))
    return {name: tuple(answer) for name, answer in zip(names, answers, strict=True)}


def _cards(anki: AnkiConnect, search: str) -> list[int]:
    return anki.call(list[int], "findCards", query=f"{SEARCH} {search}")


def _of_type(name: str) -> str:
    """The search for the notes of a note type."""
    return f'"note:{_literal(name)}"'


def cards_in_deck(anki: AnkiConnect, deck: str) -> list[int]:
    """All cards in a deck and not below it, those of other exams and the learner's own, too."""
    name = _literal(deck)
    return anki.call(list[int], "findCards", query=f'"deck:{name}" -"deck:{name}::*"')


def _literal(name: str) -> str:
    """A name in a search, whatever characters it has."""
    return _SPECIAL.sub(lambda found: chr(92) + found[0], name)


def reviews_of(anki: AnkiConnect, cards: Sequence[int]) -> dict[int, tuple[AnkiReview, ...]]:
    """The review log of each of these cards."""
    found: dict[int, tuple[AnkiReview, ...]] = {}
    for some in _chunks(cards, _CARDS):
        answer = anki.call(dict[str, list[_Review]], "getReviewsOfCards", cards=some)
        for card in some:
            found[card] = tuple(
                AnkiReview(row.id, card, row.ease, row.ivl, row.factor, row.time, row.type)
                for row in answer.get(str(card), ())
            )
    return found


def values_of_cards(anki: AnkiConnect, cards: Sequence[int]) -> dict[int, CardValues]:
    """The values of those of these cards that are still there."""
    answers = [anki.call(list[CardValues], "cardsInfo", cards=some) for some in _chunks(cards, _WHOLE_CARDS)]
    return {values.cardId: values for answer in answers for values in answer if values.cardId}


def _chunks(cards: Sequence[int], size: int) -> Iterator[list[int]]:
    for start in range(0, len(cards), size):
        yield list(cards[start : start + size])


def day_of_some_card(anki: AnkiConnect) -> int | None:
    """Anki's number of today, from any card that is in review; None if there is none.

    Cards in learning have due dates, too, but in seconds since 1970.
    """
    cards = anki.call(list[int], "findCards", query=f"prop:due>=-{_FAR} is:review -is:learn -deck:filtered")
    if not cards:
        return None
    return day_of(anki, cards[0], values_of_cards(anki, cards[:1])[cards[0]].due)


def day_of(anki: AnkiConnect, card: int, due: int) -> int:
    """Anki's number of today, from a card in review that has this due day.

    The add-on does not tell the number, but Anki's search compares a due day with today.
    """
    low, high = -_FAR, _FAR  # the days from today to the due day are at least the one, and at most the other
    while low < high:
        days = range(low, high, (high - low) // _QUESTIONS + 1)
        queries = (("findCards", {"query": f"cid:{card} prop:due<={day}"}) for day in days)
        is_within = [bool(answer) for answer in anki.call_all(list[int], queries)]
        high = min((day for day, found in zip(days, is_within, strict=True) if found), default=high)
        low = max((day + 1 for day in days if day < high), default=low)
    if low == _FAR:
        raise ClfcardsError("Anki's search does not find the due day of a card: update Anki, and run this again")
    return due - low

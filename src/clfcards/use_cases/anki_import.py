"""Reviews in Anki become events of the log.

An event's id comes from the entry's own id, the note's GUID and the card's place, so the same entry is the same event
on every device, from whichever file and in whichever order it comes. Its time is Anki's, with the offset that the
learner's zone had then. An answer that the log has already, from the terminal or from another import, is known by
its card, its rating and its time.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from clfcards.anki.known_cards import CardFinder, NotOurs
from clfcards.decks.study import StudyDeck
from clfcards.errors import ClfcardsError, UsageError
from clfcards.foreign.anki_rows import AnkiReview, AnkiRows
from clfcards.foreign.collection import opened_collection
from clfcards.log.import_limits import ImportLimits
from clfcards.log.log import Log
from clfcards.memory.event_kinds import ANSWERS, CRAM, RESET, REVIEW
from clfcards.memory.replay import touched_cards
from clfcards.model.event import Event
from clfcards.model.event_kind import UNDO
from clfcards.model.interval import interval_of
from clfcards.model.rating import Rating
from clfcards.model.time import Milliseconds, Timestamp, UtcOffset
from clfcards.system.files import shown
from clfcards.use_cases.anki_decisions import ANSWERED, CAPPED_MS, IMPORTED, Decision, decision_of, is_of_sm2

ID_PREFIX = "anki-"
SAME_MS = 100
"""How far apart two answers to a card with one rating are if they are the same: an export moves answers of the same
millisecond apart, because Anki keeps one per millisecond."""

_MOST_REVIEWS = 300_000  # of one deck: 150 of each of 2,000 cards; reading as many takes half a minute
_NOT_OURS = {NotOurs.COPY: Decision.COPY, NotOurs.OWN_CARD_TYPE: Decision.OWN_CARD_TYPE}
_RATINGS = {rating.value: rating for rating in Rating}
_RESET = 0  # in the place of a rating, as Anki has it
_DAY_MS = 86_400_000

OffsetAt = Callable[[Timestamp], UtcOffset]


def event_id(at: int, guid: str, key: str) -> str:
    """The id of the event for an entry of Anki's: `anki-1764190300000-AbCdEfGhIjKl-1`."""
    return f"{ID_PREFIX}{at}-{guid}-{key.rpartition('/')[2]}"


@dataclass(slots=True)
class AnkiReviews:
    """What was found in files. `decisions` counts entries, and `others` those of other decks.

    Of the entries that are imported, `known` counts those that the log has already, `capped` those whose time reached
    Anki's maximum, and `sm2` those whose interval SM-2 chose; they are of `cards`, from `first` to `last`. `undone` are
    the ids of events that came from Anki earlier, and are not in a file that is newer than they are.
    """

    decisions: Counter[Decision] = field(default_factory=Counter)
    others: int = 0
    known: int = 0
    capped: int = 0
    sm2: int = 0
    cards: set[str] = field(default_factory=set)
    first: int = 0
    last: int = 0
    undone: list[str] = field(default_factory=list)

    @property
    def answers(self) -> int:
        """The number of answers among the entries that are imported."""
        return sum(self.decisions[decision] for decision in ANSWERED)

    @property
    def imported(self) -> int:
        """The number of entries that are or become events of the log."""
        return sum(self.decisions[decision] for decision in IMPORTED)

    def count(self, review: AnkiReview, key: str) -> None:
        """Counts an entry that is imported."""
        self.cards.add(key)
        if review.at < self.first or not self.first:
            self.first = review.at
        if review.at > self.last:
            self.last = review.at
        self.capped += review.time >= CAPPED_MS
        self.sm2 += is_of_sm2(review)


class LoggedAnswers:
    """The answers and resets that the log has, undone ones included, to find those that come again."""

    def __init__(self, log: Log) -> None:
        undone = {event.subject for event in log.events((UNDO,))}
        self._near: dict[tuple[str, int, int], list[tuple[int, str]]] = {}  # by card, rating and time in SAME_MS
        self._from_anki: dict[str, tuple[int, str]] = {}
        for event in log.events((*ANSWERS, RESET)):
            cards = touched_cards(event) if event.kind == RESET else (event.subject,)
            for card in cards:
                place = card, int(event.rating or _RESET), event.at // SAME_MS
                self._near.setdefault(place, []).append((event.at, event.id))
            if event.id.startswith(ID_PREFIX) and event.id not in undone:
                self._from_anki[event.id] = event.at, event.subject

    def take(self, card: str, rating: int, at: int) -> bool:
        """Whether the log has this answer, or this reset if the rating is 0; what was taken is not `left`."""
        found = self._same(card, rating, at)
        for id_ in found:
            self._from_anki.pop(id_, None)
        return bool(found)

    def _same(self, card: str, rating: int, at: int) -> list[str]:
        """The ids of the events that are this answer or this reset."""
        if not self._near:
            return []
        places = ((card, rating, at // SAME_MS + step) for step in (-1, 0, 1))
        near = [logged for place in places if place in self._near for logged in self._near[place]]
        return [id_ for logged_at, id_ in near if abs(logged_at - at) <= SAME_MS]

    def repeats(self) -> list[str]:
        """The ids of live events from Anki that are the same answer or reset as one that was given here."""
        given = (
            (card, rating, at)
            for (card, rating, _), logged in self._near.items()
            for at, id_ in logged
            if not id_.startswith(ID_PREFIX)
        )
        same = (id_ for card, rating, at in given for id_ in self._same(card, rating, at) if id_ in self._from_anki)
        return sorted(set(same))

    def left(self, cards: set[str], before: int) -> list[str]:
        """The ids of answers from Anki to these cards, earlier than this time, that were not taken."""
        return [id_ for id_, (at, card) in self._from_anki.items() if card in cards and at < before]


def read_anki_reviews(
    path: Path, deck: StudyDeck, logged: LoggedAnswers, offset_at: OffsetAt, latest: Timestamp, found: AnkiReviews
) -> Iterator[Event]:
    """The events that the log does not have, one at a time; `found` is complete after the last one.

    `latest` is the latest time that an event may have. Raises ClfcardsError for a file that is no collection, and for
    an entry that could not be in the log.
    """
    limits = ImportLimits(latest)
    with opened_collection(path) as connection:
        rows = AnkiRows(shown(path), connection)
        cards = _cards(rows, deck)
        number = rows.count_reviews(cards)
        if number.of_these > _MOST_REVIEWS:
            what = f"more than {_MOST_REVIEWS:,} reviews of this deck: it is not the collection of a learner"
            raise UsageError(f"'{shown(path)}' has {what}")
        found.others += number.of_all - number.of_these
        sorting = _Sorting(cards, logged, offset_at, found)
        for review in rows.reviews(cards):
            event = sorting.new_event(review)
            if event is None:
                continue
            try:
                limits.check(event)
            except ValueError as error:
                raise ClfcardsError(f"'{shown(path)}': review {review.at}: {error}; nothing was imported") from error
            yield event
    found.undone = sorted(logged.left(sorting.keys, number.newest))


def _cards(rows: AnkiRows, deck: StudyDeck) -> dict[int, tuple[str, str | NotOurs]]:
    """The GUID and the key of each card that is the deck's or looks so, by the card's id."""
    finder = CardFinder(deck.outline.namespace, deck.notes.keys(), rows.note_types())
    found = finder.cards(rows.notes(finder.type_ids), rows.cards())
    return {id_: (guid, key) for id_, guid, key in found}


class _Sorting:
    """Sorts entries by what becomes of them, and counts them in `found`."""

    def __init__(
        self,
        cards: dict[int, tuple[str, str | NotOurs]],
        logged: LoggedAnswers,
        offset_at: OffsetAt,
        found: AnkiReviews,
    ) -> None:
        self.keys = {key for _, key in cards.values() if isinstance(key, str)}
        self._cards = cards
        self._logged = logged
        self._found = found
        self._offset_at = offset_at
        self._offsets: dict[int, UtcOffset | None] = {}  # by day; None where it changes

    def new_event(self, review: AnkiReview) -> Event | None:
        """The entry as an event, or None if it is left out or known.

        The decision has looked at every number, so that the event is one that `checked_event` would let in.
        """
        found = self._found
        guid, key = self._cards[review.card]
        decision = _NOT_OURS[key] if isinstance(key, NotOurs) else decision_of(review)
        found.decisions[decision] += 1
        if isinstance(key, NotOurs) or decision not in IMPORTED:
            return None
        found.count(review, key)
        if self._logged.take(key, review.ease, review.at):
            found.known += 1
            return None
        id_, at, offset = event_id(review.at, guid, key), Timestamp(review.at), self._offset(review.at)
        if decision is Decision.FORGOTTEN:
            return Event(id=id_, at=at, utc_offset=offset, kind=RESET, subject=key, payload={"cards": [key]})
        is_cram = decision is Decision.CRAM
        return Event(
            id=id_, at=at, utc_offset=offset, kind=CRAM if is_cram else REVIEW, subject=key,
            rating=_RATINGS[review.ease], duration=Milliseconds(review.time),
            interval=None if is_cram else interval_of(review.interval),
        )  # fmt: skip

    def _offset(self, at: int) -> UtcOffset:
        day = at // _DAY_MS
        if day not in self._offsets:
            start, end = (self._offset_at(Timestamp((day + step) * _DAY_MS)) for step in (0, 1))
            self._offsets[day] = start if start == end else None
        known = self._offsets[day]
        return self._offset_at(Timestamp(at)) if known is None else known

"""Replays the log into card states. A card's state is a fold over the events that touched it, in their order."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple

from clfcards.memory.event_kinds import BURY, FLAG, KINDS, RESET, REVIEW, SET, SUSPEND, UNSUSPEND, WEIGHTS
from clfcards.memory.first_meeting import is_first_meeting
from clfcards.memory.model import MemoryModel
from clfcards.memory.state import NEW, CardState, Learning, New, Past, Phase, Relearning, Review, Suspension
from clfcards.memory.study_day import CUTOFF_HOUR, is_cutoff_hour, study_day
from clfcards.memory.weights import DEFAULT_WEIGHTS, within_bounds
from clfcards.model.event import Event, live
from clfcards.model.event_kind import names_of
from clfcards.model.interval import Interval, Steps
from clfcards.model.rating import Rating
from clfcards.model.time import StudyDay, Timestamp, UtcOffset

RULES = 3
"""The version of the rules below. It must be raised when the same events would lead to another state.

States that were derived by other rules are derived again. The first version knew no resets and no first meetings; in
the second, a first meeting after a test of the card counted as its last review.
"""

LEECH_LAPSES = 8  # Anki's default "leech threshold"
LEECH_AGAIN = 4  # then after every further half of the threshold

_TOUCHING = frozenset(names_of(KINDS.values(), lambda kind: kind.touches_card))
_AGAIN, _GOOD = Rating.AGAIN, Rating.GOOD
_NOT_YET_IN_REVIEW = (New, Learning)


@dataclass(frozen=True, slots=True)
class ReplayTerms:
    """The values that all states depend on, in addition to a card's own events. They come from the log too.

    `weights` are the 21 of FSRS-6; empty means the default weights.
    """

    weights: tuple[float, ...] = ()
    cutoff_hour: int = CUTOFF_HOUR


class Answer(NamedTuple):
    """What a replay reads of a review without a payload. Nearly all events are such; an Event takes longer to make."""

    id: str
    at: Timestamp
    utc_offset: UtcOffset
    rating: Rating
    interval: Interval


def settings_of(events: Iterable[Event]) -> dict[str, Any]:
    """The latest value of every setting in the log."""
    return {event.subject: event.payload.get("value") for event in live(events) if event.kind == SET}


def terms_of(events: Iterable[Event]) -> ReplayTerms:
    """The current terms: the weights adopted last and the cutoff set last. Values out of range are ignored."""
    weights: tuple[float, ...] = ()
    cutoff = CUTOFF_HOUR
    for event in live(events):
        if event.kind == WEIGHTS:
            adopted = tuple(event.payload.get("weights", ()))
            weights = adopted if within_bounds(adopted) else weights
        if event.kind == SET and event.subject == "cutoff_hour":
            hour = event.payload.get("value")
            cutoff = hour if is_cutoff_hour(hour) else CUTOFF_HOUR
    return ReplayTerms(weights, cutoff)


def touched_cards(event: Event) -> tuple[str, ...]:
    """The cards whose state an event itself can change, without duplicates.

    For an undo it is empty: an undo touches the cards of its target.
    """
    if event.kind == RESET:
        return tuple(dict.fromkeys(event.payload.get("cards", ())))
    pulled = tuple(event.payload.get("pulled", ())) if event.payload else ()
    if event.kind in _TOUCHING:
        return tuple(dict.fromkeys((event.subject, *pulled))) if pulled else (event.subject,)
    return tuple(dict.fromkeys(pulled))


def _pulls(event: Event, card: str) -> bool:
    """Whether an event that touches the card brings it forward. Only for the event's own card is there a search."""
    pulled = event.payload.get("pulled", ())
    return bool(pulled) and (event.kind not in _TOUCHING or event.subject != card or card in pulled)


class Replay:
    """Applies events to states under fixed terms."""

    def __init__(self, terms: ReplayTerms) -> None:
        self.terms = terms
        self.model = MemoryModel(terms.weights or DEFAULT_WEIGHTS)

    def card(self, card: str, events: Iterable[Event | Answer]) -> CardState:
        """The state after all these events, which must be live, touch the card, and be in order."""
        state = CardState(card)
        for event in events:
            state = self._answered(state, event) if isinstance(event, Answer) else self.apply(state, event)
        return state

    def apply(self, state: CardState, event: Event) -> CardState:
        """The state after one more event, which must touch the card and come after all events already applied."""
        at, id_ = event.at, event.id
        if event.kind == RESET:
            suspended = Suspension.BY_LEARNER if state.suspended is Suspension.BY_LEARNER else None
            return state._replace(
                phase=NEW, suspended=suspended, buried_day=None, pulled_at=None, changed_at=at, changed_id=id_
            )
        if event.subject == state.card:
            if event.kind == REVIEW:
                state = self.reviewed(state, event)
            elif event.kind == SUSPEND:
                state = state._replace(suspended=Suspension.BY_LEARNER, changed_at=at, changed_id=id_)
            elif event.kind == UNSUSPEND:
                state = state._replace(suspended=None, changed_at=at, changed_id=id_)
            elif event.kind == BURY:
                state = state._replace(buried_day=self._day(event), changed_at=at, changed_id=id_)
            elif event.kind == FLAG:
                flag = int(event.payload.get("flag", 0))
                state = state._replace(flag=flag, changed_at=at, changed_id=id_)
        if event.payload and _pulls(event, state.card):
            state = state._replace(pulled_at=at, changed_at=at, changed_id=id_)
        return state

    def _day(self, event: Event | Answer) -> StudyDay:
        return study_day(event.at, event.utc_offset, self.terms.cutoff_hour)

    def reviewed(self, state: CardState, event: Event) -> CardState:
        """The state after a review of this card. Raises ValueError for a review without a rating."""
        if event.rating is None:
            raise ValueError(f"the review '{event.id}' has no rating")
        is_first = bool(event.payload) and is_first_meeting(event)
        past = self._past(state, event, event.rating, is_first=is_first)
        answer = event.payload.get("answer", state.answer) if event.payload else state.answer
        return _after(state, event, event.rating, event.interval, past, answer)

    def _answered(self, state: CardState, answer: Answer) -> CardState:
        """As `reviewed`."""
        past = self._past(state, answer, answer.rating, is_first=False)
        return _after(state, answer, answer.rating, answer.interval, past, state.answer)

    def _past(self, state: CardState, event: Event | Answer, rating: Rating, *, is_first: bool) -> Past:
        day = self._day(event)
        phase = state.phase
        if isinstance(phase, New):
            return Past(self.model.after(None, rating, 0), 0 if is_first else 1, 0, day, day, event.at)
        past = phase.past
        if is_first:  # the card was answered elsewhere before; FSRS, Anki's too, counts the days since that answer
            return past._replace(last_at=event.at)
        if past.tested is None:
            return Past(self.model.after(None, rating, 0), 1, past.lapses, past.first_day, day, event.at)
        # After a journey west, the local day can be before the day of the last review; then no time has passed.
        memory = self.model.after(past.memory, rating, max(0, day - past.last_day))
        lapses = past.lapses + (rating is _AGAIN and isinstance(phase, Review))
        return Past(memory, past.reviews + 1, lapses, past.first_day, day, event.at)


def _after(
    state: CardState, event: Event | Answer, rating: Rating, interval: Interval | None, past: Past, answer: str
) -> CardState:
    """The state after a review that led to this past."""
    lapses, phase = past.lapses, state.phase
    is_leech_now = lapses > state.lapses and is_leech(lapses)
    return CardState(
        state.card,
        _phase(phase, event.at, rating, interval, past),
        Suspension.AS_LEECH if is_leech_now else state.suspended,
        state.buried_day,
        state.flag,
        state.pulled_at,
        answer,
        event.at,
        event.id,
    )


def _phase(phase: Phase, at: Timestamp, rating: Rating, interval: Interval | None, past: Past) -> Phase:
    """The phase after a review with this rating, using the interval that was scheduled at that time."""
    if isinstance(interval, Steps):
        due_at = Timestamp(at + 1000 * interval.seconds)
        if isinstance(phase, _NOT_YET_IN_REVIEW):
            return Learning(_next_step(phase, rating), due_at, past)
        return Relearning(_next_step(phase, rating), due_at, past)
    days = interval.days if interval is not None else 0
    return Review(StudyDay(past.last_day + max(1, days)), days, past)


def is_leech(lapses: int) -> bool:
    """Whether this lapse makes a card a leech: the eighth, and every fourth after it."""
    return lapses >= LEECH_LAPSES and (lapses - LEECH_LAPSES) % LEECH_AGAIN == 0


def _next_step(phase: Phase, rating: Rating) -> int:
    """The next step of a card that stays in steps: "again" starts over, "hard" repeats, "good" moves one forward."""
    if rating is _AGAIN or isinstance(phase, Review):
        return 0
    step = 0 if isinstance(phase, New) else phase.step
    return step + (rating >= _GOOD)  # only a first meeting can be "easy" and stay in steps


def replay(events: Iterable[Event], terms: ReplayTerms) -> dict[str, CardState]:
    """All card states that result from a log, by card. The order of `events` does not matter."""
    fold = Replay(terms)
    states: dict[str, CardState] = {}
    for event in live(events):
        if event.kind == REVIEW and not event.payload:  # nearly all events: a faster path than the one below
            card = event.subject
            states[card] = fold.reviewed(states.get(card) or CardState(card), event)
            continue
        for card in touched_cards(event):
            states[card] = fold.apply(states.get(card) or CardState(card), event)
    return states

"""The queue of cards to study now: cards in learning steps, due cards and new cards, each in its order."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial
from heapq import heapify, heappop
from itertools import chain, islice, tee
from typing import NamedTuple
from zlib import crc32

from clfcards.compose.new_card_order import new_card_order
from clfcards.memory.confusable_order import Confusable, brought_together, kept_apart
from clfcards.memory.day_order import (
    Arrangement,
    Limits,
    PlannedCards,
    Queue,
    Sources,
    StudyTime,
    day_order,
    planned_order,
    spread,
)
from clfcards.memory.known_cards import KnownCards, RestingCard, resting_card
from clfcards.memory.lazy_cards import place_of, places_of
from clfcards.memory.model import MemoryModel
from clfcards.memory.options import Order, SessionOptions, StudySettings
from clfcards.memory.pace import USUAL_PACE
from clfcards.memory.state import CardState, Learning, Review
from clfcards.model.card import note_of
from clfcards.model.number import Number
from clfcards.model.study import StudyCard
from clfcards.model.time import StudyDay

CATCH_UP_DAYS = 14  # with a card overdue for this long and more due than the limit, the learner was away


class CardWithState(NamedTuple):
    """A card of the deck that an event touched, with its state."""

    card: StudyCard
    state: CardState


Ranked = tuple[float, int, str]
"""A card's value in the order, a checksum of its key to break ties, and its key: the smallest comes first."""

NO_TIME_SPENT = StudyTime(0.0, USUAL_PACE)


def build_queue(
    cards: Mapping[str, StudyCard],
    known: KnownCards,
    weights: Mapping[str, Number],
    settings: StudySettings,
    options: SessionOptions,
    day: StudyDay,
    time: StudyTime = NO_TIME_SPENT,
    arrangement: Arrangement | None = None,
    confusable: Confusable | None = None,
) -> Queue:
    """The queue on study day `day`, to which `known` must belong too.

    `cards` are the deck's cards by key, in its order. `weights` are the domains' weights, for the order of new cards.
    A note has at most one card per day: siblings wait, including those of a card that was studied today. `time` is
    needed for a limit of minutes only. An `arrangement` replaces the order of the settings. Facts that are
    `confusable` are kept apart or brought together at the end, which changes no number.
    """
    touched = [CardWithState(cards[key], state) for key, state in known.others.items() if key in cards]
    wanted = [one for one in touched if is_open(one.card, one.state, day) and options.matches(one.card)]
    if options.cram:
        return Queue((), _cram(cards, known, wanted, options, day))

    learning = sorted((one for one in wanted if one.state.in_steps), key=lambda one: one.state.due_at or 0)
    taken = {card.note for card, state in touched if state.was_studied_on(day)}
    taken.update(card.note for card, _ in learning)
    arrangement = arrangement or usual_arrangement(settings, weights)
    found = _Gathered(cards, known, touched, wanted, taken, options, day)
    limits = _limits(settings, options, touched, day, time)
    if arrangement.planned is not None:
        planned = found.planned(arrangement, arrangement.planned, [card.key for card, _ in learning])
        if confusable:
            planned = planned._replace(cards=_planned_apart(planned, cards, confusable, _not_recalled(touched, day)))
        queue = planned_order(planned, limits, time.pace, options.limit)
        if not confusable:
            return queue
        stay = {key for key, is_new in found.askable(queue.main) if is_new}
        return replace(queue, main=brought_together(queue.main, stay, confusable, lambda key: cards[key].domain))
    due = found.due(arrangement, limits.due)
    new = found.new(arrangement, due.notes)
    if confusable:
        apart = kept_apart(new.cards, new.pulled, confusable, _not_recalled(touched, day))
        new = new._replace(cards=apart)
    sources = Sources(
        again=[card.key for card, _ in learning],
        due=due.cards,
        due_count=len(due.notes),
        new=(card.key for card in new.cards),
        pulled_count=new.pulled,
        more_due=0 if options.has_no_filter or options.ahead else found.due_outside(due.notes),
    )
    queue = replace(day_order(sources, limits, time.pace, options.limit), catch_up=due.catch_up)
    if not confusable:
        return queue
    stay = {key for key in queue.main if note_of(key) not in due.notes or key in due.pulled}
    return replace(queue, main=brought_together(queue.main, stay, confusable, lambda key: cards[key].domain))


def _planned_apart(
    planned: PlannedCards, cards: Mapping[str, StudyCard], confusable: Confusable, not_recalled: Iterable[str]
) -> Iterator[tuple[str, bool]]:
    """A plan's cards with confusable new ones kept apart. Known cards stay where they are, and so do pulled ones.

    Without pulled ones, a card is looked at only when it, or one a little before it, is taken from here.
    """
    pulled = frozenset(planned.pulled)
    order, ahead = tee(planned.cards)
    if pulled:
        waiting = list(ahead)
        not_recalled = chain(not_recalled, (note_of(key) for key, is_new in waiting if is_new and key in pulled))
        ahead = iter(waiting)
    moving = (cards[key] for key, is_new in ahead if is_new and key not in pulled)
    apart = kept_apart(moving, 0, confusable, not_recalled)
    return ((next(apart).key if is_new and key not in pulled else key, is_new) for key, is_new in order)


def _not_recalled(touched: Sequence[CardWithState], day: StudyDay) -> Iterator[str]:
    """The notes that were met and not recalled since, or met on this day."""
    for card, state in touched:
        past = state.past
        if past is not None and (isinstance(state.phase, Learning) or past.first_day == day):
            yield card.note


def usual_arrangement(settings: StudySettings, weights: Mapping[str, Number]) -> Arrangement:
    """Due cards in the order of the settings, new cards by the domains' weights."""
    return Arrangement(_VALUES[settings.order], partial(new_card_order, weights))


def _limits(
    settings: StudySettings,
    options: SessionOptions,
    touched: Sequence[CardWithState],
    day: StudyDay,
    time: StudyTime,
) -> Limits:
    """What the day's limits still allow. With `ahead`, the learner asked for more cards than are due.

    A card that an earlier day left in steps takes the place of a due one: it is asked again today.
    """
    states = [state for _, state in touched]

    def waits_in_steps(state: CardState) -> bool:
        past = state.past
        return past is not None and state.in_steps and past.last_day != day and state.suspended is None

    return Limits(
        due=_ALL if options.ahead else max(0, reviews_left(settings, states, day) - sum(map(waits_in_steps, states))),
        new=_new_left(settings, options, touched, day),
        seconds=seconds_left(settings, options, time),
        asked_for_new=options.new is not None,
    )


_ALL = 10**9  # more cards than any deck has


def is_open(card: StudyCard, state: CardState, day: StudyDay) -> bool:
    """Whether the card may be shown: not suspended, not buried today, and not spare unless pulled or learned."""
    if state.suspended is not None or state.buried_day == day:
        return False
    return not card.spare or state.pulled_at is not None or not state.is_new


def is_due(state: CardState, day: StudyDay) -> bool:
    """Whether a card in review is due by `day` or was pulled forward."""
    return isinstance(state.phase, Review) and (state.phase.due_day <= day or state.is_pulled)


def retrievability(state: CardState, model: MemoryModel, day: StudyDay) -> float:
    """The probability of recall on `day`; 0 for a new card."""
    past = state.past
    return 0.0 if past is None else model.retrievability(day - past.last_day, past.memory.stability)


def seconds_left(settings: StudySettings, options: SessionOptions, time: StudyTime) -> float | None:
    """The seconds of study that the day's limit still allows; None if there is no limit, as in cramming."""
    if settings.minutes_per_day is None or options.cram:
        return None
    return max(0.0, 60 * settings.minutes_per_day - time.spent)


def reviews_left(settings: StudySettings, states: Iterable[CardState], day: StudyDay) -> int:
    """The number of due cards that the day's limit still allows; cards introduced today do not count as reviews."""
    return max(0, settings.reviews_per_day - sum(_is_review_of(state, day) for state in states))


def _is_review_of(state: CardState, day: StudyDay) -> bool:
    past = state.past
    return past is not None and past.last_day == day and past.first_day != day


def _new_left(settings: StudySettings, options: SessionOptions, touched: Iterable[CardWithState], day: StudyDay) -> int:
    """The number of new cards that may be introduced now, in addition to pulled ones."""
    if options.new is not None:
        return options.new
    pasts = (state.past for _, state in touched)
    return max(0, settings.new_per_day - sum(past is not None and past.first_day == day for past in pasts))


class _Due(NamedTuple):
    """The due cards in order, one per note; their notes; which of the cards were pulled forward.

    The learner may `catch_up` after weeks away.
    """

    cards: Iterator[str]
    notes: frozenset[str]
    pulled: frozenset[str]
    catch_up: bool


class _New(NamedTuple):
    """The new cards in order, one per note; the first `pulled` of them were pulled in."""

    cards: Iterator[StudyCard]
    pulled: int


@dataclass(frozen=True)
class _Gathered:
    """The cards that may be asked today. Notes in `taken` already have a card today."""

    cards: Mapping[str, StudyCard]
    known: KnownCards
    touched: Sequence[CardWithState]
    wanted: Sequence[CardWithState]
    taken: Collection[str]
    options: SessionOptions
    day: StudyDay

    @cached_property
    def _resting(self) -> frozenset[str]:
        return frozenset(one.card for one in self.known.resting)

    def _due_notes(self) -> frozenset[str]:
        """The notes with a due card."""
        cards = _due_cards(self.cards, self.known, self.wanted, self.options, self.day)
        return frozenset(note_of(one.card) for one in cards).difference(self.taken)

    def due(self, arrangement: Arrangement, limit: int) -> _Due:
        """The due cards: pulled ones first and mixed by domain, then the others as arranged.

        If there are more than the limit and one is long overdue, those that are still known best come first: it is
        the order in which the fewest are lost while they wait.
        """
        cards = _due_cards(self.cards, self.known, self.wanted, self.options, self.day)
        notes = frozenset(note_of(one.card) for one in cards).difference(self.taken)
        oldest = min((one.due_day for one in cards), default=self.day)
        catch_up = len(notes) > limit and self.day - oldest >= CATCH_UP_DAYS
        value = _forgetting if catch_up else arrangement.due
        pulled_keys = {state.card for _, state in self.wanted if state.is_pulled}
        ranked = [(value(one, self.day), crc32(one.card.encode()), one.card) for one in cards]
        pulled = list(_first_of_notes([rank for rank in ranked if rank[-1] in pulled_keys], notes))
        others = [rank for rank in ranked if rank[-1] not in pulled_keys]
        left = notes.difference(map(note_of, pulled))
        in_turn = spread(pulled, lambda key: self.cards[key].domain)
        return _Due(chain(in_turn, _first_of_notes(others, left)), notes, frozenset(pulled), catch_up)

    def due_outside(self, notes: Collection[str]) -> int:
        """The number of notes with a due card that this session's filters leave out."""
        wanted = [one for one in self.touched if is_open(one.card, one.state, self.day)]
        cards = _due_cards(self.cards, self.known, wanted, SessionOptions(), self.day)
        return len({note_of(one.card) for one in cards}.difference(notes, self.taken))

    def new(self, arrangement: Arrangement, due: Collection[str]) -> _New:
        """The new cards, one per note and none of a note in `due`: all pulled ones, then the others.

        Both are in the order of the arrangement. Cards introduced before count toward a domain's weight.
        """
        pulled_keys = {card.key for card, state in self.wanted if state.is_new and state.is_pulled}
        in_order = [key for key in self.cards if key in pulled_keys] if pulled_keys else []
        pulled = _one_per_note(in_order, (self.taken, due))
        return _New(self._in_order(arrangement, pulled, due), len(pulled))

    def planned(self, arrangement: Arrangement, planned: Sequence[str], again: Sequence[str]) -> PlannedCards:
        """The cards of a plan, one per note. What was pulled in since it was made waits for the next one.

        A session that asks for certain cards goes on with all others that match, in the usual order.
        """
        asked = self.options.ahead or self.options.new is not None or not self.options.has_no_filter
        due = self.due(arrangement, limit=len(self.cards)) if asked else None
        notes = self._due_notes() if due is None else due.notes
        new = self.new(arrangement, notes)
        pulled = [card.key for card in islice(new.cards, new.pulled)]
        rest = () if due is None else chain(due.cards, pulled, (card.key for card in new.cards))
        return PlannedCards(again, self.askable(chain(planned, rest)), notes, pulled)

    def askable(self, keys: Iterable[str]) -> Iterator[tuple[str, bool]]:
        """Of these cards, those that may be asked today, one per note, each with whether it is new."""
        resting, wanted = self._resting, {card.key: state for card, state in self.wanted}
        seen = set(self.taken)
        for key in keys:
            card = self.cards.get(key)
            if card is None or card.note in seen or not self.options.matches(card):
                continue
            if key in wanted:
                is_new = wanted[key].is_new
            elif key in self.known.others or (card.spare and key not in resting):
                continue
            else:
                is_new = key not in resting
            seen.add(card.note)
            yield key, is_new

    def _in_order(
        self, arrangement: Arrangement, pulled: Mapping[str, str], due: Collection[str]
    ) -> Iterator[StudyCard]:
        """The pulled cards, mixed by domain, then the others. Nothing is computed before it is needed.

        `pulled` are keys by note. Of up to 100,000 new cards, only those that are taken from here are created.
        """
        introduced = self._introduced()
        for key in arrangement.new(self._by_domain(pulled.values()), introduced):
            yield self.cards[key]
        introduced.update(place_of(self.cards, key).domain for key in pulled.values())
        keys = _new(self.cards, self.known, self.wanted, self.options)
        others = _one_per_note(keys, (pulled, self.taken, due))
        for key in arrangement.new(self._by_domain(others.values()), introduced):
            yield self.cards[key]

    def _by_domain(self, keys: Collection[str]) -> dict[str, list[str]]:
        waiting: dict[str, list[str]] = {}
        for key, place in zip(keys, places_of(self.cards, keys), strict=True):
            assert place is not None  # these are cards of the deck
            waiting.setdefault(place.domain, []).append(key)
        return waiting

    def _introduced(self) -> Counter[str]:
        """How many cards each domain has introduced."""
        places = places_of(self.cards, [one.card for one in self.known.resting])
        seen = (place.domain for place in places if place is not None)
        return Counter(chain(seen, (card.domain for card, state in self.touched if not state.is_new)))


def _one_per_note(keys: Iterable[str], without: Iterable[Collection[str]]) -> dict[str, str]:
    """The first card of each note, by note, in order. Notes in `without` have none."""
    gone = set[str]().union(*without)
    first: dict[str, str] = {}
    for key in keys:
        note = note_of(key)
        if note not in gone:
            first.setdefault(note, key)
    return first


def _due_cards(
    cards: Mapping[str, StudyCard],
    known: KnownCards,
    wanted: Iterable[CardWithState],
    options: SessionOptions,
    day: StudyDay,
) -> list[RestingCard]:
    """Every card in review that is due or was pulled forward, and that passes the filters."""
    until = StudyDay(day + options.ahead)
    due = [resting for resting in known.resting if resting.due_day <= until]
    due += [resting_card(state) for _, state in wanted if is_due(state, until)]
    everything = options.has_no_filter
    return [one for one in due if one.card in cards and (everything or options.matches(cards[one.card]))]


def _forgetting(one: RestingCard, day: StudyDay) -> float:
    """The days since the last review divided by stability: as it grows, recall falls, whatever the weights."""
    return (day - one.last_day) / one.stability


_VALUES: dict[Order, Callable[[RestingCard, StudyDay], float]] = {
    "retrievability": _forgetting,
    "difficulty": lambda one, _: one.difficulty,
    "due": lambda one, _: one.due_day,
    "weakest": lambda one, day: -_forgetting(one, day),
}


def _first_of_notes(ranked: Sequence[Ranked], notes: Collection[str]) -> Iterator[str]:
    """The first card of each note in `notes`, in order; only as many are sorted as are taken."""
    heap, seen = list(ranked), set[str]()
    heapify(heap)
    while heap:
        *_, card = heappop(heap)
        note = note_of(card)
        if note in notes and note not in seen:
            seen.add(note)
            yield card


def _new(
    cards: Mapping[str, StudyCard], known: KnownCards, wanted: Iterable[CardWithState], options: SessionOptions
) -> list[str]:
    """The keys of the new cards that may be shown, in the deck's order."""
    touched_new = {card.key for card, state in wanted if state.is_new}
    in_log = {resting.card for resting in known.resting} | known.others.keys()
    everything = options.has_no_filter
    keys = [key for key in cards if key in touched_new or key not in in_log]
    return [
        key
        for key, place in zip(keys, places_of(cards, keys), strict=True)
        if place is not None
        and (key in touched_new or (not place.spare and (everything or options.matches(cards[key]))))
    ]


def _cram(
    cards: Mapping[str, StudyCard],
    known: KnownCards,
    wanted: Sequence[CardWithState],
    options: SessionOptions,
    day: StudyDay,
) -> tuple[str, ...]:
    """Every matching card, the weakest first and new ones last, up to the requested numbers."""
    seen = [*known.resting, *(resting_card(state) for _, state in wanted if not state.is_new)]
    forgetting = {one.card: _forgetting(one, day) for one in seen}
    everything = options.has_no_filter
    keys = [key for key in cards if key in forgetting and (everything or options.matches(cards[key]))]
    keys.sort(key=lambda key: -forgetting[key])
    new = _new(cards, known, wanted, options)
    return (*keys, *new[: options.new])[: options.limit]

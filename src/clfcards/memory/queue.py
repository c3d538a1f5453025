"""The queue of cards to study now: cards in learning steps, due cards and new cards, each in its order."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from heapq import heapify, heappop
from itertools import chain, islice
from typing import NamedTuple
from zlib import crc32

from clfcards.compose.new_card_order import new_card_order
from clfcards.memory.known_cards import KnownCards, RestingCard, resting_card
from clfcards.memory.model import MemoryModel
from clfcards.memory.options import Order, SessionOptions, StudySettings
from clfcards.memory.state import CardState, Review
from clfcards.model.card import note_of
from clfcards.model.number import Number
from clfcards.model.study import StudyCard
from clfcards.model.time import StudyDay


class CardWithState(NamedTuple):
    """A card of the deck that an event touched, with its state."""

    card: StudyCard
    state: CardState


Ranked = tuple[bool, float, int, str]
"""Whether it is not pulled, its value in the chosen order, a tie-breaker, the card's key: the smallest comes first."""


@dataclass(frozen=True, slots=True)
class Queue:
    """The keys of the cards in steps (soonest first), and of the due and new cards, mixed and in order.

    Of the cards that are due, the day's limit of reviews leaves `over_day_limit` for another day, and the session's
    limit leaves `over_session_limit` for another session.
    """

    learning: tuple[str, ...]
    main: tuple[str, ...]
    over_day_limit: int = 0
    over_session_limit: int = 0

    @property
    def overdue(self) -> int:
        """The number of due cards that the limits leave."""
        return self.over_day_limit + self.over_session_limit


def build_queue(
    cards: Mapping[str, StudyCard],
    known: KnownCards,
    weights: Mapping[str, Number],
    settings: StudySettings,
    options: SessionOptions,
    day: StudyDay,
) -> Queue:
    """The queue on study day `day`, to which `known` must belong too.

    `cards` are the deck's cards by key, in its order. `weights` are the domains' weights, for the order of new cards.
    A note has at most one card per day: siblings wait, including those of a card that was studied today. Pulled
    cards, such as those of a missed exam question, come regardless of the day's limit of new cards.
    """
    touched = [CardWithState(cards[key], state) for key, state in known.others.items() if key in cards]
    wanted = [one for one in touched if is_open(one.card, one.state, day) and options.matches(one.card)]
    if options.cram:
        return Queue((), _cram(cards, known, wanted, options, day))

    learning = sorted((one for one in wanted if one.state.in_steps), key=lambda one: one.state.due_at or 0)
    taken = {card.note for card, state in touched if state.was_studied_on(day)}
    taken.update(card.note for card, _ in learning)
    due = _due(cards, known, wanted, options, settings.order, day)
    notes_due = {note_of(key) for *_, key in due} - taken
    most = len(due) if options.ahead else reviews_left(settings, (state for _, state in touched), day)
    shown = _first_of_notes(due, notes_due, most)
    taken |= notes_due

    new = _new_cards_in_order(
        cards, known, touched, wanted, taken, weights, options, _new_left(settings, options, touched, day)
    )
    main = _mix(shown, [card.key for card in new])
    if options.limit is not None:
        main = main[: max(0, options.limit - len(learning))]
    return Queue(
        tuple(card.key for card, _ in learning),
        tuple(main),
        over_day_limit=len(notes_due) - len(shown),
        over_session_limit=len(set(shown) - set(main)),
    )


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


def _due(
    cards: Mapping[str, StudyCard],
    known: KnownCards,
    wanted: Iterable[CardWithState],
    options: SessionOptions,
    order: Order,
    day: StudyDay,
) -> list[Ranked]:
    """The due cards, each with its rank in the learner's order; pulled cards come first.

    Ties are broken by a checksum of the key.
    """
    until = StudyDay(day + options.ahead)
    due = [resting for resting in known.resting if resting.due_day <= until]
    due += [resting_card(state) for _, state in wanted if is_due(state, until)]
    pulled = {state.card for _, state in wanted if state.is_pulled}
    value, everything = _VALUES[order], options.has_no_filter
    return [
        (one.card not in pulled, value(one, day), crc32(one.card.encode()), one.card)
        for one in due
        if one.card in cards and (everything or options.matches(cards[one.card]))
    ]


def _forgetting(one: RestingCard, day: StudyDay) -> float:
    """The days since the last review divided by stability: as it grows, recall falls, whatever the weights."""
    return (day - one.last_day) / one.stability


_VALUES: dict[Order, Callable[[RestingCard, StudyDay], float]] = {
    "retrievability": _forgetting,
    "difficulty": lambda one, _: one.difficulty,
    "due": lambda one, _: one.due_day,
    "weakest": lambda one, day: -_forgetting(one, day),
}


def _first_of_notes(due: Sequence[Ranked], notes: Collection[str], most: int) -> list[str]:
    """The first card of each note in `notes`, in order, for the first `most` notes."""
    heap = list(due)
    heapify(heap)
    first: dict[str, str] = {}
    while heap and len(first) < most:
        *_, card = heappop(heap)
        if (note := note_of(card)) in notes:
            first.setdefault(note, card)
    return list(first.values())


def _new_cards_in_order(
    cards: Mapping[str, StudyCard],
    known: KnownCards,
    touched: Sequence[CardWithState],
    wanted: Sequence[CardWithState],
    taken: Collection[str],
    weights: Mapping[str, Number],
    options: SessionOptions,
    room: int,
) -> list[StudyCard]:
    """The new cards to introduce, one per note: all pulled ones, then `room` others by the domains' weights.

    Notes in `taken` already have a card today. Cards introduced before count toward a domain's weight.
    """
    pulled_keys = {card.key for card, state in wanted if state.is_new and state.is_pulled}
    if not room and not pulled_keys:
        return []
    waiting: dict[str, list[StudyCard]] = {domain: [] for domain in weights}
    pulled: list[StudyCard] = []
    notes = set(taken)
    for card in _new(cards, known, wanted, options):
        if card.note not in notes:
            notes.add(card.note)
            (pulled if card.key in pulled_keys else waiting[card.domain]).append(card)
    if not room or not any(waiting.values()):
        return pulled
    introduced = Counter(
        chain(
            (cards[resting.card].domain for resting in known.resting if resting.card in cards),
            (card.domain for card, state in touched if not state.is_new),
            (card.domain for card in pulled),
        )
    )
    return [*pulled, *islice(new_card_order(weights, waiting, introduced), room)]


def _new(
    cards: Mapping[str, StudyCard], known: KnownCards, wanted: Iterable[CardWithState], options: SessionOptions
) -> list[StudyCard]:
    """The new cards that may be shown, in the deck's order."""
    touched_new = {card.key for card, state in wanted if state.is_new}
    in_log = {resting.card for resting in known.resting} | known.others.keys()
    everything = options.has_no_filter
    keys = (key for key in cards if key in touched_new or key not in in_log)  # `cards` creates each card on access
    return [
        card
        for card in (cards[key] for key in keys)
        if card.key in touched_new or (not card.spare and (everything or options.matches(card)))
    ]


def _mix(due: Sequence[str], new: Sequence[str]) -> list[str]:
    """The due cards with the new ones spread evenly among them."""
    places = [((i + 0.5) / len(due), 0, key) for i, key in enumerate(due)]
    places += [((i + 0.5) / len(new), 1, key) for i, key in enumerate(new)]
    return [key for _, _, key in sorted(places, key=lambda place: place[:2])]


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
    new = [card.key for card in _new(cards, known, wanted, options)]
    return (*keys, *new[: options.new])[: options.limit]

"""What to study now: cards in learning steps, due cards, new cards, each in its order."""

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
from clfcards.model.study import StudyCard
from clfcards.model.time import StudyDay


class Met(NamedTuple):
    """A card of the deck that an event touched, with its state."""

    card: StudyCard
    state: CardState


Ranked = tuple[bool, float, int, str]
"""Not pulled, the value of its order, a tie-breaker, the card's key: the smallest comes first."""


@dataclass(frozen=True, slots=True)
class Queue:
    """Cards by their keys: those in steps (soonest first), and the due and new ones mixed, in order.

    `overdue` is how many due cards the limits leave for another day.
    """

    learning: tuple[str, ...]
    main: tuple[str, ...]
    overdue: int = 0


def build_queue(
    cards: Mapping[str, StudyCard],
    known: KnownCards,
    weights: Mapping[str, int],
    settings: StudySettings,
    options: SessionOptions,
    day: StudyDay,
) -> Queue:
    """The queue on study day `day`, which `known` is of too. `cards` are the deck's by key, in its order.

    `weights` are the domains', for the order of new cards.
    One card of a note a day: siblings wait, also those of a card that was studied today. What was pulled,
    as a missed exam question is, comes whatever the day's limit of new cards.
    """
    met = [Met(cards[key], state) for key, state in known.others.items() if key in cards]
    wanted = [one for one in met if is_open(one.card, one.state, day) and options.takes(one.card)]
    if options.cram:
        return Queue((), _cram(cards, known, wanted, options, day))

    learning = sorted((one for one in wanted if one.state.in_steps), key=lambda one: one.state.due_at or 0)
    taken = {card.note for card, state in met if state.was_studied_on(day)}
    taken.update(card.note for card, _ in learning)
    due = _due(cards, known, wanted, options, settings.order, day)
    notes_due = {note_of(key) for *_, key in due} - taken
    most = len(due) if options.ahead else reviews_left(settings, (state for _, state in met), day)
    shown = _first_of_notes(due, notes_due, most)
    taken |= notes_due

    new = _new_cards_in_order(
        cards, known, met, wanted, taken, weights, options, _new_left(settings, options, met, day)
    )
    main = _mix(shown, [card.key for card in new])
    if options.limit is not None:
        main = main[: max(0, options.limit - len(learning))]
    return Queue(
        tuple(card.key for card, _ in learning),
        tuple(main),
        overdue=len(notes_due) - len(set(main) & set(shown)),
    )


def is_open(card: StudyCard, state: CardState, day: StudyDay) -> bool:
    """Whether the card may be shown at all: not suspended, not buried today, and not spare unless pulled or learned."""
    if state.suspended is not None or state.buried_day == day:
        return False
    return not card.spare or state.pulled_at is not None or not state.is_new


def is_due(state: CardState, day: StudyDay) -> bool:
    """Whether a card in review is due by `day`, or something brought it forward."""
    return isinstance(state.phase, Review) and (state.phase.due_day <= day or state.is_pulled)


def retrievability(state: CardState, model: MemoryModel, day: StudyDay) -> float:
    """Probability of recall on `day`; 0 for a new card."""
    past = state.past
    return 0.0 if past is None else model.retrievability(day - past.last_day, past.memory.stability)


def reviews_left(settings: StudySettings, states: Iterable[CardState], day: StudyDay) -> int:
    """How many due cards the day's limit still lets through; those introduced today do not count as reviews."""
    return max(0, settings.reviews_per_day - sum(_is_review_of(state, day) for state in states))


def _is_review_of(state: CardState, day: StudyDay) -> bool:
    past = state.past
    return past is not None and past.last_day == day and past.first_day != day


def _new_left(settings: StudySettings, options: SessionOptions, met: Iterable[Met], day: StudyDay) -> int:
    """How many new cards may be introduced now, besides those that were pulled."""
    if options.new is not None:
        return options.new
    pasts = (state.past for _, state in met)
    return max(0, settings.new_per_day - sum(past is not None and past.first_day == day for past in pasts))


def _due(
    cards: Mapping[str, StudyCard],
    known: KnownCards,
    wanted: Iterable[Met],
    options: SessionOptions,
    order: Order,
    day: StudyDay,
) -> list[Ranked]:
    """The due cards, each with its place in the order the learner wants; what was pulled comes first.

    Ties are broken by a checksum of the key.
    """
    until = StudyDay(day + options.ahead)
    due = [resting for resting in known.resting if resting.due_day <= until]
    due += [resting_card(state) for _, state in wanted if is_due(state, until)]
    pulled = {state.card for _, state in wanted if state.is_pulled}
    value, everything = _VALUES[order], options.takes_all
    return [
        (one.card not in pulled, value(one, day), crc32(one.card.encode()), one.card)
        for one in due
        if one.card in cards and (everything or options.takes(cards[one.card]))
    ]


def _forgetting(one: RestingCard, day: StudyDay) -> float:
    """Days since the last review over stability: recall falls as it grows, whatever the weights."""
    return (day - one.last_day) / one.stability


_VALUES: dict[Order, Callable[[RestingCard, StudyDay], float]] = {
    "retrievability": _forgetting,
    "difficulty": lambda one, _: one.difficulty,
    "due": lambda one, _: one.due_day,
    "weakest": lambda one, day: -_forgetting(one, day),
}


def _first_of_notes(due: Sequence[Ranked], notes: Collection[str], most: int) -> list[str]:
    """The first card of each of these notes, in order, of the `most` notes that come first."""
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
    met: Sequence[Met],
    wanted: Sequence[Met],
    taken: Collection[str],
    weights: Mapping[str, int],
    options: SessionOptions,
    room: int,
) -> list[StudyCard]:
    """The new cards to introduce, one a note: all that were pulled, then `room` others by the domains' weights.

    Notes in `taken` have a card today already. What was introduced before counts towards a domain's weight.
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
            (card.domain for card, state in met if not state.is_new),
            (card.domain for card in pulled),
        )
    )
    return [*pulled, *islice(new_card_order(weights, waiting, introduced), room)]


def _new(
    cards: Mapping[str, StudyCard], known: KnownCards, wanted: Iterable[Met], options: SessionOptions
) -> list[StudyCard]:
    """The new cards that may be shown, in the deck's order."""
    touched = {card.key for card, state in wanted if state.is_new}
    met = {resting.card for resting in known.resting} | known.others.keys()
    everything = options.takes_all
    keys = (key for key in cards if key in touched or key not in met)  # a card is made when it is looked at
    return [
        card
        for card in (cards[key] for key in keys)
        if card.key in touched or (not card.spare and (everything or options.takes(card)))
    ]


def _mix(due: Sequence[str], new: Sequence[str]) -> list[str]:
    """New cards spread evenly among the due ones, the first of either as early as the other's."""
    places = [((i + 0.5) / len(due), 0, key) for i, key in enumerate(due)]
    places += [((i + 0.5) / len(new), 1, key) for i, key in enumerate(new)]
    return [key for _, _, key in sorted(places, key=lambda place: place[:2])]


def _cram(
    cards: Mapping[str, StudyCard], known: KnownCards, wanted: Sequence[Met], options: SessionOptions, day: StudyDay
) -> tuple[str, ...]:
    """Every card, the weakest first, new ones at the end: all of them, unless a number was asked for."""
    seen = [*known.resting, *(resting_card(state) for _, state in wanted if not state.is_new)]
    forgetting = {one.card: _forgetting(one, day) for one in seen}
    everything = options.takes_all
    keys = [key for key in cards if key in forgetting and (everything or options.takes(cards[key]))]
    keys.sort(key=lambda key: -forgetting[key])
    new = [card.key for card in _new(cards, known, wanted, options)]
    return (*keys, *new[: options.new])[: options.limit]

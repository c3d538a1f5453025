"""What to study now: cards in learning steps, due cards, new cards, each in its order."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from heapq import nsmallest
from itertools import chain
from operator import itemgetter
from zlib import crc32

from clfcards.compose.apportion import seat_order
from clfcards.memory.model import MemoryModel
from clfcards.memory.state import CardState
from clfcards.memory.wishes import Habits, Order, Wishes
from clfcards.model.study import StudyCard

Met = tuple[StudyCard, CardState]
Found = tuple[StudyCard, CardState | None]  # None where no event touched the card
Rank = tuple[bool, float, int]


@dataclass(frozen=True, slots=True)
class Queue:
    """Cards by their keys: those in steps (soonest first), and the due and new ones mixed, in order.

    `overdue` is how many due cards the limits leave for another day.
    """

    learning: tuple[str, ...]
    main: tuple[str, ...]
    overdue: int = 0


def build_queue(
    cards: Iterable[StudyCard],
    states: Mapping[str, CardState],
    weights: Mapping[str, int],
    habits: Habits,
    wishes: Wishes,
    day: int,
) -> Queue:
    """The queue on study day `day`. `weights` are the domains', for the order of new cards.

    One card of a note a day: siblings wait, also those of a card that was studied today.
    """
    found = [(card, states.get(card.key)) for card in cards]
    unfiltered = wishes.takes_all
    wanted = [pair for pair in found if is_open(*pair, day) and (unfiltered or wishes.takes(pair[0]))]
    if wishes.cram:
        return Queue((), _cram(wanted, day, wishes.limit))

    until = day + wishes.ahead
    due: list[Met] = []
    learning: list[Met] = []
    for card, state in wanted:
        if state is not None and is_due(state, until):
            due.append((card, state))
        elif state is not None and state.in_steps:
            learning.append((card, state))
    learning.sort(key=lambda met: met[1].due_at or 0)

    today = {
        card.key: (card, state)
        for card, state in found
        if state is not None and day in (state.last_day, state.first_day)
    }
    taken = {card.note for card, state in today.values() if state.last_day == day}
    taken.update(card.note for card, _ in learning)
    first = _first_of_notes(
        (_rank(card, state, habits.order, day), card) for card, state in due if card.note not in taken
    )
    room = max(0, habits.reviews_per_day - sum(_is_review_of(state, day) for _, state in today.values()))
    shown = [card.key for _, card in nsmallest(len(first) if wishes.ahead else room, first.values(), key=itemgetter(0))]
    taken.update(first)

    met_today = sum(state.first_day == day for _, state in today.values())
    new_room = wishes.new if wishes.new is not None else max(0, habits.new_per_day - met_today)
    new = _new_cards([pair for pair in wanted if pair[0].note not in taken], found, weights)[:new_room]
    main = _mix(shown, [card.key for card in new])
    if wishes.limit is not None:
        main = main[: max(0, wishes.limit - len(learning))]
    return Queue(
        tuple(card.key for card, _ in learning),
        tuple(main),
        overdue=len(first) - len(set(main) & set(shown)),
    )


def is_open(card: StudyCard, state: CardState | None, day: int) -> bool:
    """Whether the card may be shown at all: not suspended, not buried today, and not spare unless pulled or learned."""
    if state is None:
        return not card.spare
    if state.suspended or state.buried_day == day:
        return False
    return not card.spare or state.pulled_at is not None or state.phase != "new"


def is_due(state: CardState, day: int) -> bool:
    """Whether a card in review is due by `day`, or something brought it forward."""
    return state.phase == "review" and ((state.due_day is not None and state.due_day <= day) or state.is_pulled)


def retrievability(state: CardState, model: MemoryModel, day: int) -> float:
    """Probability of recall on `day`; 0 for a new card."""
    if state.stability is None or state.last_day is None:
        return 0.0
    return model.retrievability(day - state.last_day, state.stability)


def _is_review_of(state: CardState, day: int) -> bool:
    return state.last_day == day and state.first_day != day


def _rank(card: StudyCard, state: CardState, order: Order, day: int) -> Rank:
    """Where a due card stands, as the learner wants it; what was pulled comes first. Ties by a checksum of the key."""
    if order == "difficulty":
        value = state.difficulty or 0.0
    elif order == "due":
        value = float(state.due_day or 0)
    else:
        value = _forgetting(state, day)
        value = -value if order == "weakest" else value
    return not state.is_pulled, value, crc32(card.key.encode())


def _forgetting(state: CardState, day: int) -> float:
    """Days since the last review over stability: recall falls as it grows, whatever the weights."""
    return (day - (state.last_day or day)) / (state.stability or 1.0)


def _first_of_notes(cards: Iterable[tuple[Rank, StudyCard]]) -> dict[str, tuple[Rank, StudyCard]]:
    """The first card of each note, by note."""
    first: dict[str, tuple[Rank, StudyCard]] = {}
    for ranked in cards:
        held = first.setdefault(ranked[1].note, ranked)
        if ranked[0] < held[0]:
            first[ranked[1].note] = ranked
    return first


def _new_cards(wanted: Iterable[Found], deck: Iterable[Found], weights: Mapping[str, int]) -> list[StudyCard]:
    """New cards in the order in which to introduce them, one a note.

    Pulled ones first; then the domain that is furthest behind its weight, counting what was
    introduced before, and inside it the deck's order.
    """
    waiting: dict[str, list[StudyCard]] = {domain: [] for domain in weights}
    pulled: list[StudyCard] = []
    notes: set[str] = set()
    for card, state in wanted:
        if _is_new(state) and card.note not in notes:
            notes.add(card.note)
            (pulled if state is not None and state.is_pulled else waiting[card.domain]).append(card)
    heads = {domain: iter(queue) for domain, queue in waiting.items()}
    left = {domain: len(queue) for domain, queue in waiting.items() if queue}
    new = pulled
    taken = dict.fromkeys(weights, 0)
    if left:
        for card in chain((card for card, state in deck if not _is_new(state)), pulled):
            taken[card.domain] += 1
    # A domain that has run out gives up its seats to the others.
    while left:
        for domain in seat_order({name: weights[name] for name in left}, taken):
            new.append(next(heads[domain]))
            taken[domain] += 1
            left[domain] -= 1
            if not left[domain]:
                del left[domain]
                break
    return new


def _is_new(state: CardState | None) -> bool:
    return state is None or state.phase == "new"


def _mix(due: Sequence[str], new: Sequence[str]) -> list[str]:
    """New cards spread evenly among the due ones, the first of either as early as the other's."""
    places = [((i + 0.5) / len(due), 0, key) for i, key in enumerate(due)]
    places += [((i + 0.5) / len(new), 1, key) for i, key in enumerate(new)]
    return [key for _, _, key in sorted(places, key=lambda place: place[:2])]


def _cram(wanted: Sequence[Found], day: int, limit: int | None) -> tuple[str, ...]:
    """Every card, the weakest first, new ones at the end."""
    seen = [(_forgetting(state, day), card) for card, state in wanted if state is not None and not _is_new(state)]
    new = [card.key for card, state in wanted if _is_new(state)]
    seen.sort(key=lambda pair: -pair[0])
    return (*(card.key for _, card in seen), *new)[:limit]

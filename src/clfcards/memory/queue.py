"""What to study now: cards in learning steps, due cards, new cards, each in its order."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from zlib import crc32

from clfcards.compose.apportion import seat_order
from clfcards.memory.model import MemoryModel
from clfcards.memory.state import CardState
from clfcards.memory.wishes import Habits, Order, Wishes
from clfcards.model.study import StudyCard


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
    cards = list(cards)
    known = {card.key: state for card in cards if (state := states.get(card.key)) is not None}
    unfiltered = wishes.takes_all
    wanted = [card for card in cards if is_open(card, known.get(card.key), day) and (unfiltered or wishes.takes(card))]
    if wishes.cram:
        return Queue((), _cram(wanted, known, day, wishes.limit))

    taken = {card.note for card in cards if card.key in known and known[card.key].last_day == day}
    met = [card for card in wanted if card.key in known]
    learning = sorted((card for card in met if known[card.key].in_steps), key=lambda card: known[card.key].due_at or 0)
    taken |= {card.note for card in learning}
    until = day + wishes.ahead
    due = [card for card in met if is_due(known[card.key], until) and card.note not in taken]
    due = _one_a_note(_in_order(due, known, habits.order, day))
    room = max(0, habits.reviews_per_day - sum(_is_review_of(state, day) for state in known.values()))
    shown = due[:room] if not wishes.ahead else due
    taken |= {card.note for card in due}

    today = sum(state.first_day == day for state in known.values())
    new_room = wishes.new if wishes.new is not None else max(0, habits.new_per_day - today)
    new = _new_cards([c for c in wanted if c.note not in taken], cards, known, weights)[:new_room]
    main = _mix([card.key for card in shown], [card.key for card in new])
    if wishes.limit is not None:
        main = main[: max(0, wishes.limit - len(learning))]
    return Queue(
        tuple(card.key for card in learning),
        tuple(main),
        overdue=len(due) - len(set(main) & {card.key for card in due}),
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


def _in_order(due: Sequence[StudyCard], states: Mapping[str, CardState], order: Order, day: int) -> list[StudyCard]:
    """Due cards as the learner wants them; what was pulled comes first. Ties by a checksum of the key."""

    def rank(card: StudyCard) -> tuple[bool, float, int]:
        state = states[card.key]
        if order == "difficulty":
            value = state.difficulty or 0.0
        elif order == "due":
            value = float(state.due_day or 0)
        else:
            value = _forgetting(state, day)
            value = -value if order == "weakest" else value
        return not state.is_pulled, value, crc32(card.key.encode())

    return sorted(due, key=rank)


def _forgetting(state: CardState, day: int) -> float:
    """Days since the last review over stability: recall falls as it grows, whatever the weights."""
    return (day - (state.last_day or day)) / (state.stability or 1.0)


def _one_a_note(cards: Iterable[StudyCard]) -> list[StudyCard]:
    first: dict[str, StudyCard] = {}
    for card in cards:
        first.setdefault(card.note, card)
    return list(first.values())


def _new_cards(
    wanted: Iterable[StudyCard],
    deck: Iterable[StudyCard],
    states: Mapping[str, CardState],
    weights: Mapping[str, int],
) -> list[StudyCard]:
    """New cards in the order in which to introduce them.

    Pulled ones first; then the domain that is furthest behind its weight, counting what was
    introduced before, and inside it the deck's order.
    """
    waiting: dict[str, list[StudyCard]] = {domain: [] for domain in weights}
    pulled: list[StudyCard] = []
    for card in _one_a_note(card for card in wanted if _is_new(states.get(card.key))):
        state = states.get(card.key)
        (pulled if state is not None and state.is_pulled else waiting[card.domain]).append(card)
    taken = dict.fromkeys(weights, 0)
    for card in chain((card for card in deck if not _is_new(states.get(card.key))), pulled):
        taken[card.domain] += 1
    heads = {domain: iter(queue) for domain, queue in waiting.items()}
    left = {domain: len(queue) for domain, queue in waiting.items() if queue}
    new = pulled
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


def _cram(
    wanted: Iterable[StudyCard],
    states: Mapping[str, CardState],
    day: int,
    limit: int | None,
) -> tuple[str, ...]:
    """Every card, the weakest first, new ones at the end."""
    seen = [card for card in wanted if not _is_new(states.get(card.key))]
    new = [card for card in wanted if _is_new(states.get(card.key))]
    seen.sort(key=lambda card: -_forgetting(states[card.key], day))
    return tuple(card.key for card in (*seen, *new))[:limit]

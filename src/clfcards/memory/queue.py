"""What to study now: cards in learning steps, due cards, new cards, each in its order."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from heapq import heapify, heappop
from itertools import chain
from zlib import crc32

from clfcards.compose.apportion import seat_order
from clfcards.memory.model import MemoryModel
from clfcards.memory.options import Order, SessionOptions, StudySettings
from clfcards.memory.standing import AtRest, Standings, numbers_of
from clfcards.memory.state import CardState
from clfcards.model.card import note_of
from clfcards.model.study import StudyCard

Met = tuple[StudyCard, CardState]
Found = tuple[StudyCard, CardState | None]  # None where no event touched the card
Ranked = tuple[bool, float, int, str]  # the card last; the smallest comes first


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
    standings: Standings,
    weights: Mapping[str, int],
    settings: StudySettings,
    options: SessionOptions,
    day: int,
) -> Queue:
    """The queue on study day `day`, on which `standings` are too. `cards` are the deck's by key, in its order.

    `weights` are the domains', for the order of new cards.
    One card of a note a day: siblings wait, also those of a card that was studied today. What was pulled,
    as a missed exam question is, comes whatever the day's limit of new cards.
    """
    apart = [(cards[key], state) for key, state in standings.apart.items() if key in cards]
    wanted = [met for met in apart if is_open(*met, day) and options.takes(met[0])]
    if options.cram:
        return Queue((), _cram(cards, standings, wanted, options, day))

    learning = sorted((met for met in wanted if met[1].in_steps), key=lambda met: met[1].due_at or 0)
    taken = {card.note for card, state in apart if state.last_day == day}
    taken.update(card.note for card, _ in learning)
    due = _due(cards, standings, wanted, options, settings.order, day)
    notes_due = {note_of(ranked[3]) for ranked in due} - taken
    room = max(0, settings.reviews_per_day - sum(_is_review_of(state, day) for _, state in apart))
    shown = _first_of_notes(due, notes_due, len(due) if options.ahead else room)
    taken |= notes_due

    met_today = sum(state.first_day == day for _, state in apart)
    new_room = options.new if options.new is not None else max(0, settings.new_per_day - met_today)
    pulled = any(state.phase == "new" and state.is_pulled for _, state in wanted)
    new = _new(cards, standings, wanted, options) if new_room or pulled else []
    new = [found for found in new if found[0].note not in taken]
    introduced = chain(
        (cards[row[0]] for row in standings.at_rest if row[0] in cards),
        (card for card, state in apart if state.phase != "new"),
    )
    main = _mix(shown, [card.key for card in _in_turn(new, introduced, weights, new_room)])
    if options.limit is not None:
        main = main[: max(0, options.limit - len(learning))]
    return Queue(
        tuple(card.key for card, _ in learning),
        tuple(main),
        overdue=len(notes_due) - len(set(main) & set(shown)),
    )


def is_open(card: StudyCard, state: CardState, day: int) -> bool:
    """Whether the card may be shown at all: not suspended, not buried today, and not spare unless pulled or learned."""
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


def _due(
    cards: Mapping[str, StudyCard],
    standings: Standings,
    wanted: Iterable[Met],
    options: SessionOptions,
    order: Order,
    day: int,
) -> list[Ranked]:
    """The due cards, each with where it stands as the learner wants it; what was pulled comes first.

    Ties are broken by a checksum of the key.
    """
    until = day + options.ahead
    rows = [row for row in standings.at_rest if row[1] <= until]
    rows += [numbers_of(state) for _, state in wanted if is_due(state, until)]
    pulled = {state.card for _, state in wanted if state.is_pulled}
    value, everything = _VALUES[order], options.takes_all
    return [
        (row[0] not in pulled, value(row, day), crc32(row[0].encode()), row[0])
        for row in rows
        if row[0] in cards and (everything or options.takes(cards[row[0]]))
    ]


def _forgetting(row: AtRest, day: int) -> float:
    """Days since the last review over stability: recall falls as it grows, whatever the weights."""
    return (day - row[2]) / row[3]


_VALUES: dict[Order, Callable[[AtRest, int], float]] = {
    "retrievability": _forgetting,
    "difficulty": lambda row, _: row[4],
    "due": lambda row, _: row[1],
    "weakest": lambda row, day: -_forgetting(row, day),
}


def _first_of_notes(due: Sequence[Ranked], notes: Collection[str], most: int) -> list[str]:
    """The first card of each of these notes, in order, of the `most` notes that come first."""
    heap = list(due)
    heapify(heap)
    first: dict[str, str] = {}
    while heap and len(first) < most:
        card = heappop(heap)[3]
        if (note := note_of(card)) in notes:
            first.setdefault(note, card)
    return list(first.values())


def _new(
    cards: Mapping[str, StudyCard], standings: Standings, wanted: Iterable[Met], options: SessionOptions
) -> list[Found]:
    """The new cards that may be shown, in the deck's order."""
    touched = {card.key: state for card, state in wanted if state.phase == "new"}
    met = {row[0] for row in standings.at_rest} | standings.apart.keys()
    found: list[Found] = []
    for key in cards:
        if key in touched:
            found.append((cards[key], touched[key]))
        elif key not in met:
            card = cards[key]
            if not card.spare and options.takes(card):
                found.append((card, None))
    return found


def _in_turn(
    new: Iterable[Found], introduced: Iterable[StudyCard], weights: Mapping[str, int], room: int
) -> list[StudyCard]:
    """New cards in the order in which to introduce them, one a note.

    Pulled ones first, all of them; then `room` others, each of the domain that is furthest behind its
    weight, counting what was introduced before, and inside it in the deck's order.
    """
    waiting: dict[str, list[StudyCard]] = {domain: [] for domain in weights}
    turns: list[StudyCard] = []
    notes: set[str] = set()
    for card, state in new:
        if card.note not in notes:
            notes.add(card.note)
            (turns if state is not None and state.is_pulled else waiting[card.domain]).append(card)
    heads = {domain: iter(queue) for domain, queue in waiting.items()}
    left = {domain: len(queue) for domain, queue in waiting.items() if queue}
    most = len(turns) + room
    taken = dict.fromkeys(weights, 0)
    if left:
        for card in chain(introduced, turns):
            taken[card.domain] += 1
    # A domain that has run out gives up its seats to the others.
    while left and len(turns) < most:
        for domain in seat_order({name: weights[name] for name in left}, taken):
            turns.append(next(heads[domain]))
            taken[domain] += 1
            left[domain] -= 1
            if not left[domain]:
                del left[domain]
                break
    return turns[:most]


def _mix(due: Sequence[str], new: Sequence[str]) -> list[str]:
    """New cards spread evenly among the due ones, the first of either as early as the other's."""
    places = [((i + 0.5) / len(due), 0, key) for i, key in enumerate(due)]
    places += [((i + 0.5) / len(new), 1, key) for i, key in enumerate(new)]
    return [key for _, _, key in sorted(places, key=lambda place: place[:2])]


def _cram(
    cards: Mapping[str, StudyCard], standings: Standings, wanted: Sequence[Met], options: SessionOptions, day: int
) -> tuple[str, ...]:
    """Every card, the weakest first, new ones at the end: all of them, unless a number was asked for."""
    rows = [*standings.at_rest, *(numbers_of(state) for _, state in wanted if state.phase != "new")]
    forgetting = {row[0]: _forgetting(row, day) for row in rows}
    everything = options.takes_all
    seen = [key for key in cards if key in forgetting and (everything or options.takes(cards[key]))]
    seen.sort(key=lambda key: -forgetting[key])
    new = [card.key for card, _ in _new(cards, standings, wanted, options)]
    return (*seen, *new[: options.new])[: options.limit]

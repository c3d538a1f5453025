"""The day's order: every card that is asked on a day comes through here, whatever brought it.

First come cards that must be asked again today, then due cards, then new cards that something pulled in, such as a
missed exam question, then other new cards. The limits of the day bound all of them. What does not fit waits for
another day, and is counted.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, islice
from typing import Any, NamedTuple, TypeVar

from clfcards.memory.known_cards import RestingCard
from clfcards.model.card import note_of
from clfcards.model.time import StudyDay

Item = TypeVar("Item")


class Pace(NamedTuple):
    """The seconds that one card takes on its day, with everything that is asked again: a due card, and a new one."""

    due: float
    new: float


class StudyTime(NamedTuple):
    """The seconds of study so far today, and the pace at which this learner studies."""

    spent: float
    pace: Pace


class Limits(NamedTuple):
    """What the day's limits still allow: due cards, new cards including pulled ones, and seconds (None: any number).

    New cards wait while due cards do, unless the learner `asked_for_new` ones by number.
    """

    due: int
    new: int
    seconds: float | None = None
    asked_for_new: bool = False


@dataclass(frozen=True, slots=True)
class Arrangement:
    """In which order cards take the places that the limits leave.

    `due` gives a due card's value on a day; the smallest comes first. `new` orders the keys of the new cards that
    wait in each domain, given how many cards each has introduced. A plan is another arrangement: it decides which
    cards come first, never how many. Its cards for today are `planned`, known and new ones in one order, due or not.
    """

    due: Callable[[RestingCard, StudyDay], float]
    new: Callable[[Mapping[str, Sequence[str]], Mapping[str, int]], Iterator[str]]
    planned: Sequence[str] | None = None


class Sources(NamedTuple):
    """All cards that could be asked today, at most one per note, each source in its order of preference.

    `again` are in learning steps. `due_count` is the number of cards in `due`. `new` begins with the `pulled_count`
    new cards that something pulled in. `more_due` are due cards that this session's filters leave out.
    """

    again: Sequence[str]
    due: Iterable[str]
    due_count: int
    new: Iterable[str]
    pulled_count: int
    more_due: int = 0


@dataclass(frozen=True, slots=True)
class Queue:
    """The keys of the cards in steps (soonest first), and of the due and new cards, mixed and in order.

    `new` is the number of new cards in `main`. Of the cards that are due, the day's limits leave `over_day_limit` for
    another day, and the session's limit leaves `over_session_limit` for another session. Of the new cards that
    something pulled in, `pulled_waiting` wait for another day. `new_cards_wait` says that new cards do not come
    because too many are due. In a `catch_up` after weeks away, those that are still known best come first.
    A plan's day goes on with the cards in `reserve` while there is time left, for learners who are faster than usual;
    most starts never look at it, so it is found when somebody does.
    """

    learning: tuple[str, ...]
    main: tuple[str, ...]
    over_day_limit: int = 0
    over_session_limit: int = 0
    pulled_waiting: int = 0
    new: int = 0
    new_cards_wait: bool = False
    catch_up: bool = False
    reserve: Sequence[str] = ()

    @property
    def overdue(self) -> int:
        """The number of due cards that the limits leave."""
        return self.over_day_limit + self.over_session_limit

    @property
    def due(self) -> int:
        """The number of due cards in `main`."""
        return len(self.main) - self.new

    @property
    def waiting(self) -> int:
        """The number of cards that the day's limits leave for another day."""
        return self.over_day_limit + self.pulled_waiting


def day_order(sources: Sources, limits: Limits, pace: Pace, most: int | None = None) -> Queue:
    """The cards to ask today within the limits; `most` is the largest number in this session."""
    seconds = None if limits.seconds is None else limits.seconds - len(sources.again) * pace.due
    due = list(islice(sources.due, min(limits.due, _fitting(seconds, pace.due))))
    too_many_due = sources.due_count + sources.more_due > limits.due or sources.due_count > len(due)
    new_cards_wait = too_many_due and not limits.asked_for_new
    if seconds is not None:
        seconds -= len(due) * pace.due
    room = 0 if new_cards_wait else min(limits.new, _fitting(seconds, pace.new))
    new = list(islice(sources.new, room))
    again, main = list(sources.again), mixed(due, new)
    if most is not None:
        again = again[:most]
        main = main[: most - len(again)]
    taken = set(main)
    return Queue(
        tuple(again),
        tuple(main),
        over_day_limit=sources.due_count - len(due),
        over_session_limit=sum(card not in taken for card in due),
        pulled_waiting=max(0, sources.pulled_count - len(new)),
        new=sum(card in taken for card in new),
        new_cards_wait=new_cards_wait,
    )


class PlannedCards(NamedTuple):
    """A plan's cards for today: those in steps, and the `cards` in the plan's order, each with whether it is new.

    `due` are the notes with a card that is due by its interval, and `pulled` the new cards that something pulled in.
    """

    again: Sequence[str]
    cards: Iterable[tuple[str, bool]]
    due: Collection[str]
    pulled: Collection[str]


class Later(Sequence[str]):
    """Cards that are found when somebody first looks at them."""

    def __init__(self, cards: Iterable[str]) -> None:
        self._cards = cards

    @cached_property
    def _found(self) -> tuple[str, ...]:
        return tuple(self._cards)

    def __getitem__(self, place: Any) -> Any:
        return self._found[place]

    def __len__(self) -> int:
        return len(self._found)


def planned_order(planned: PlannedCards, limits: Limits, pace: Pace, most: int | None = None) -> Queue:
    """The cards to ask today within the limits, when a plan chooses them; `most` is the largest number in this session.

    Known and new cards take their time in one order. The first that does not fit ends the day, and begins the reserve:
    of the cards after it, none is looked at before it is needed.
    """
    seconds = _ANY if limits.seconds is None else limits.seconds - len(planned.again) * pace.due
    taken: dict[bool, list[str]] = {False: [], True: []}
    cards = _within({False: limits.due, True: limits.new}, planned.cards)
    reserve: Sequence[str] = ()
    for card, is_new in cards:
        seconds -= pace.new if is_new else pace.due
        if seconds < 0:
            reserve = Later(chain((card,), (card for card, _ in cards)))
            break
        taken[is_new].append(card)
    again, main = list(planned.again), mixed(taken[False], taken[True])
    if most is not None:
        again = again[:most]
        main, reserve = main[: most - len(again)], ()
    chosen = {*taken[False], *taken[True]}
    left = chosen.difference(main)
    return Queue(
        tuple(again),
        tuple(main),
        over_day_limit=len(set(planned.due).difference(map(note_of, chosen))),
        over_session_limit=sum(card in left for card in taken[False]),
        pulled_waiting=sum(card not in chosen for card in planned.pulled),
        new=sum(card not in left for card in taken[True]),
        reserve=reserve,
    )


def _within(room: dict[bool, int], cards: Iterable[tuple[str, bool]]) -> Iterator[tuple[str, bool]]:
    """The cards for which there is room: for so many known ones, and for so many new ones."""
    for card, is_new in cards:
        if room[is_new]:
            room[is_new] -= 1
            yield card, is_new
        elif not any(room.values()):
            return


def _fitting(seconds: float | None, each: float) -> int:
    """How many cards that take `each` seconds fit into these; any number if there is no limit."""
    return _ANY if seconds is None else max(0, int(seconds / each))


_ANY = 10**9  # more cards than any deck has


def mixed(due: Sequence[str], new: Sequence[str]) -> list[str]:
    """The due cards with the new ones spread evenly among them; in a tie, the due card comes first."""
    return evenly((due, new))


def spread(items: Iterable[Item], group: Callable[[Item], str]) -> list[Item]:
    """The items with those of each group spread evenly over the whole; inside a group, their order stays."""
    groups: dict[str, list[Item]] = {}
    for item in items:
        groups.setdefault(group(item), []).append(item)
    return evenly(groups.values())


def evenly(groups: Iterable[Sequence[Item]]) -> list[Item]:
    """The items of all groups, each group spread evenly over the whole."""
    places = [
        ((i + 0.5) / len(items), number, item) for number, items in enumerate(groups) for i, item in enumerate(items)
    ]
    return [item for *_, item in sorted(places, key=lambda place: place[:2])]

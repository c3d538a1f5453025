"""The history itself: the events that a list shows, undoing events, and unsuspending cards."""

from collections.abc import Callable, Iterable, Sequence

from clfcards.decks.study import StudyDeck
from clfcards.errors import UsageError
from clfcards.exam.event_kinds import PLAN, REPORT
from clfcards.log.log import Log
from clfcards.memory.event_kinds import UNSUSPEND
from clfcards.memory.state import CardState
from clfcards.model.event import Event, Stamp, stamped
from clfcards.model.event_kind import UNDO
from clfcards.model.time import Timestamp
from clfcards.next_step import NextStep
from clfcards.use_cases.event_kinds import LISTED, UNDOABLE

StampFrom = Callable[[Timestamp], Stamp]
"""Returns the stamp for an event; its time is not before the argument."""

_ANY_TIME = Timestamp(0)
_FOLLOW_FROM_A_SITTING = (REPORT, PLAN)


def listed(log: Log, most: int) -> list[Event]:
    """What the learner did last, at most `most` events, latest first; a sitting's report and plan once.

    A sitting that was imported as a file and as a short text, or with two versions of the deck, has several of each.
    """
    asked = most
    while True:
        found = log.latest(LISTED, asked)
        once = {(e.kind, e.subject) if e.kind in _FOLLOW_FROM_A_SITTING else (e.kind, e.id): e for e in reversed(found)}
        repeated = len(found) - len(once)
        if not repeated or len(once) >= most or len(found) < asked:
            return list(reversed(once.values()))[:most]
        asked += repeated


def undo_last(log: Log, stamp: StampFrom) -> list[Event]:
    """Undoes the last action on this device and returns it in a list, which is empty if there is none."""
    last = log.last_done(UNDOABLE)
    return [] if last is None else _undone(log, [last], stamp)


def undo_named(log: Log, ids: Sequence[str], stamp: StampFrom) -> list[Event]:
    """Undoes the events with these ids, and returns them.

    Raises UsageError if one does not exist, cannot be undone or is already undone; then none is undone.
    """
    return _undone(log, [_undoable(log, id_) for id_ in dict.fromkeys(ids)], stamp)


def _undone(log: Log, targets: list[Event], stamp: StampFrom) -> list[Event]:
    log.append(*(stamped(stamp(_ANY_TIME), UNDO, target.id) for target in targets))
    return targets


def _undoable(log: Log, id_: str) -> Event:
    event = log.event(id_)
    if event is None:
        raise UsageError(f"there is no event '{id_}'", NextStep.run("history"))
    if event.kind not in UNDOABLE:
        raise UsageError(f"'{id_}' is an event of kind '{event.kind}': it cannot be undone")
    if log.events((UNDO,), subject=id_):
        raise UsageError(f"'{id_}' is already undone")
    return event


def suspended_or_removed(log: Log, deck: StudyDeck) -> list[CardState]:
    """The cards that are suspended, or that were learned but are no longer in the deck; the latest change first."""
    states = (
        state
        for state in log.states().values()
        if state.suspended is not None or (not state.is_new and state.card not in deck.cards)
    )
    return sorted(states, key=lambda state: state.changed_at, reverse=True)


def unsuspend(log: Log, cards: Iterable[str], stamp: StampFrom) -> None:
    """Unsuspends these cards. Raises UsageError if one is not suspended; then none is changed."""
    states = [log.state(card) for card in cards]
    for state in states:
        if state.suspended is None:
            raise UsageError(f"'{state.card}' is not suspended", NextStep.run("history suspended"))
    log.append(*(stamped(stamp(Timestamp(state.changed_at + 1)), UNSUSPEND, state.card) for state in states))

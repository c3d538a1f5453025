"""A soft reset: cards become new again, and the history keeps every answer."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from clfcards.decks.study import StudyDeck
from clfcards.errors import UsageError
from clfcards.log.log import Log
from clfcards.memory.event_kinds import MOST_RESET, RESET
from clfcards.model.card import note_of
from clfcards.model.event import Event, Stamp, stamped
from clfcards.model.spelling import did_you_mean
from clfcards.model.time import Timestamp


@dataclass(frozen=True, slots=True)
class Reset:
    """What would be reset: `what` in words, all its `cards`, and how many of them were `learned`."""

    what: str
    cards: tuple[str, ...]
    learned: int


def reset_of(deck: StudyDeck, log: Log, *, everything: bool, task: str, names: tuple[str, ...]) -> Reset:
    """The reset of the whole deck, of a task, or of named cards or notes.

    It names every card of them, not only those learned on this device: another device may have learned more.
    Raises UsageError if the task or a card is not known.
    """
    states = log.states()
    learned = {key for key, state in states.items() if not state.is_new}
    if everything:
        what, cards = "the whole deck", {*deck.cards, *learned}
    elif task:
        if task not in deck.outline.tasks:
            raise UsageError(f"there is no task '{task}'{did_you_mean(task, deck.outline.tasks)}")
        what, cards = f"task {task}", {key for key, card in deck.cards.items() if card.task == task}
    else:
        what = ", ".join(names) if len(names) <= _NAMED else f"{len(names)} cards and notes"
        cards = set[str]().union(*(_cards_named(name, {*deck.cards, *states}) for name in names))
    return Reset(what, tuple(sorted(cards)), len(cards & learned))


def _cards_named(name: str, known: Iterable[str]) -> set[str]:
    """The cards of a note, or the one card of this name."""
    found = {key for key in known if name in (key, note_of(key))}
    if not found:
        near = did_you_mean(name, {note_of(key) for key in known})
        raise UsageError(f"there is no card or note '{name}'{near}")
    return found


def reset_progress(log: Log, reset: Reset, stamp: Callable[[Timestamp], Stamp]) -> list[Event]:
    """Logs the reset, after everything that happened to its cards, in as many events as its cards need."""
    not_before = Timestamp(max((log.state(card).changed_at for card in reset.cards), default=0) + 1)
    parts = [list(reset.cards[start : start + MOST_RESET]) for start in range(0, len(reset.cards), MOST_RESET)]
    events = [stamped(stamp(not_before), RESET, reset.what, {"cards": part}) for part in parts]
    log.append(*events)
    return events


_NAMED = 3  # more names than that are counted, not listed

"""The pair of facts that was confused most in the last days, for Today and for the end of a report."""

from collections.abc import Iterable
from typing import NamedTuple

from clfcards.decks.study import StudyDeck
from clfcards.exam.confusions import CHOSEN, KINDS, LATELY_MS, choices_in, confused_pairs
from clfcards.log.log import Log
from clfcards.model.event import Event, Stamp, live
from clfcards.model.event_kind import UNDO
from clfcards.model.time import Timestamp


class WorstPair(NamedTuple):
    """The fact `wrong` was taken for the fact `right` so many `times` in the last LATELY_DAYS.

    The names are those to show: what the facts' cards ask for, or their ids.
    """

    right: str
    wrong: str
    right_name: str
    wrong_name: str
    times: int


def worst_pair(deck: StudyDeck, events: Iterable[Event], now: Stamp) -> WorstPair | None:
    """The worst pair of the last LATELY_DAYS; None if nothing was confused.

    `events` are the live ones of at least as many days, those of each kind in order.
    """
    choices = choices_in(events)
    if all(choice.right for choice in choices):
        return None
    worst = next(iter(confused_pairs(choices, deck.links(), now.at)), None)
    if worst is None or not worst.lately:
        return None
    one = max(worst.directions, key=lambda each: each.lately)
    names = deck.fact_names()
    right, wrong = names.get(one.right, one.right), names.get(one.wrong, one.wrong)
    if right.casefold() == wrong.casefold():
        right, wrong = one.right, one.wrong
    return WorstPair(one.right, one.wrong, right, wrong, one.lately)


def worst_pair_now(deck: StudyDeck, log: Log, now: Stamp) -> WorstPair | None:
    """The worst pair by the log as it is now."""
    since = Timestamp(max(0, now.at - LATELY_MS))
    events = [*log.events(KINDS, since, holding=CHOSEN), *log.events((UNDO,), since)]
    return worst_pair(deck, live(events), now)

"""The one command to run next after what was just done."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from clfcards.decks.study import StudyDeck
from clfcards.log.log import Log
from clfcards.memory.options import SessionOptions
from clfcards.model.event import Stamp
from clfcards.use_cases.learners_day import ANY_CARD, LearnersDay
from clfcards.use_cases.next_action import CardsWait, NextAction, filters_of, next_action, with_filters

if TYPE_CHECKING:
    from clfcards.use_cases.practice import Practice


def next_today(
    deck: StudyDeck, log: Log, practice: Callable[[], Practice], now: Stamp, session: SessionOptions = ANY_CARD
) -> NextAction:
    """The one command to run next, after a `session` whose filters are kept while cards that they match come today.

    `practice` is called only if a sitting was left and the sources have errors.
    """
    day = LearnersDay(deck, log, practice, now)
    action = next_action(day)
    if not isinstance(action.why, CardsWait) or session.has_no_filter:
        return action
    queue = day.queue_of(filters_of(session))
    if not (queue.main or queue.learning):
        return action
    wait = CardsWait(len(queue.learning), queue.due, queue.new, day.minutes_of(queue))
    return with_filters(NextAction(action.step, wait), session)

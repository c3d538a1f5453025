"""The plan for the exam's day as it is today. Most learners have none, and then nothing is loaded for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from clfcards.exam.event_kinds import PLAN_END, PLANNING, PROMISE
from clfcards.memory.study_day import day_of
from clfcards.model.event import live
from clfcards.model.event_kind import UNDO

MOST_CARDS = 10_000
"""A plan weighs every card on every day that is left. With so many, 45 days take 20 s and 280 MB; with 100,000 they
took five minutes and 2 GB."""

if TYPE_CHECKING:
    from clfcards.decks.study import StudyDeck
    from clfcards.log.log import Log
    from clfcards.model.event import Stamp
    from clfcards.use_cases.plan.plan_now import PlanNow
    from clfcards.use_cases.plan.plans_in_log import PlanOver


def todays_plan(deck: StudyDeck, log: Log, now: Stamp, cutoff_hour: int) -> PlanNow | PlanOver | None:
    """The learner's plan; None if there is none, or if the deck is too large for one.

    The first start of a study day makes it, which takes about a second; all others read what was kept.
    """
    planning = log.events(PLANNING)
    if not planning or len(deck.cards) > MOST_CARDS:
        return None
    made = [event for event in live([*planning, *log.events((UNDO,))]) if event.kind not in (PROMISE, UNDO)]
    if not made or made[-1].kind == PLAN_END:
        return None
    from clfcards.use_cases.plan.kept_start import keep_start, read_start, start_key

    key = start_key(log, [event.id for event in made], day_of(now, cutoff_hour))
    start = read_start(log, deck.folder, key)
    if start is not None:
        return start
    from clfcards.use_cases.plan.morning import plan_this_morning  # with its types it takes 15 ms
    from clfcards.use_cases.plan.whole_plan import WholePlan

    found = plan_this_morning(deck, log, now, cutoff_hour)
    if not isinstance(found, WholePlan):
        return found
    keep_start(log, deck.folder, key, found.kept.newest, found.now)
    return found.now

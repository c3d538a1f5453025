"""What a learner answered to each card so far, as the memory model was given it."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from clfcards.forecast.card import PastAnswer
from clfcards.memory.event_kinds import RESET
from clfcards.memory.replay import touched_cards
from clfcards.memory.study_day import study_day
from clfcards.model.event import live
from clfcards.model.event_kind import UNDO
from clfcards.model.rating import Rating

if TYPE_CHECKING:
    from clfcards.log.log import Log
    from clfcards.model.time import StudyDay

_RATINGS = {rating.value: rating for rating in Rating}


def past_answers(log: Log, today: StudyDay) -> dict[str, tuple[PastAnswer, ...]]:
    """The answers to each card since it was last made new, in order.

    As in a replay, a first meeting counts only while no answer has tested recall. An answer that was given after
    `today`, before the clock was set back or in a zone to the east, counts as one of today.
    """
    cutoff_hour = log.terms.cutoff_hour
    resets = [event for event in live(log.events((RESET, UNDO))) if event.kind == RESET]
    begun = {card: event.order for event in resets for card in touched_cards(event)}
    tested: defaultdict[str, list[PastAnswer]] = defaultdict(list)
    met: dict[str, PastAnswer] = {}
    for one in log.answers():
        if begun and (one.at, one.id) < begun.get(one.card, (0, "")):
            continue
        answer = PastAnswer(min(today, study_day(one.at, one.utc_offset, cutoff_hour)), _RATINGS[one.rating])
        if one.is_first_meeting:
            met.setdefault(one.card, answer)
        else:
            tested[one.card].append(answer)
    return {card: (answer,) for card, answer in met.items()} | {card: tuple(own) for card, own in tested.items()}

"""A learner's log as Anki keeps a history: rows of its review log, and the columns of its cards.

Anki keeps one entry per millisecond, so answers of the same one are moved apart by a few. An answer that came from Anki
keeps its millisecond. A first meeting, which tests no memory, becomes an answer that moves no schedule, so that
Anki's FSRS leaves it out as ours does.
"""

import json
from collections.abc import Iterable, Iterator, Mapping

from clfcards.anki.content import note_guid
from clfcards.anki.history_package import AnkiAnswer, AnkiCardState, AnkiClock
from clfcards.memory.event_kinds import CRAM, RESET
from clfcards.memory.first_meeting import is_first_meeting
from clfcards.memory.replay import touched_cards
from clfcards.memory.schedule import Scheme
from clfcards.memory.state import CardState, New, Past, Relearning, Review
from clfcards.memory.study_day import study_day
from clfcards.model.card import note_of, number_of
from clfcards.model.event import Event
from clfcards.model.interval import Days, interval_of
from clfcards.model.interval import number_of as number_of_interval
from clfcards.use_cases.anki_import import ID_PREFIX

_LEARNING, _REVIEW, _RELEARNING, _FILTERED, _BY_HAND = range(5)  # Anki's kinds of entry
_NEW = -1  # a card before its first answer; not a kind of Anki's
_SUSPENDED, _IN_STEPS, _IN_REVIEW = -1, 1, 2  # Anki's queues
_EASE = 2500  # Anki's default, which only its older algorithm uses
_DAY_SECONDS = 86_400
_NOON = 43_200  # seconds


def anki_answers(namespace: str, events: Iterable[Event], keys: frozenset[str]) -> Iterator[AnkiAnswer]:
    """The rows for the live answers and resets in these events, in order, of the cards with these keys."""
    ordered = sorted(events, key=lambda event: (event.at, not event.id.startswith(ID_PREFIX), event.id))
    reserved = {event.at for event in ordered if event.id.startswith(ID_PREFIX)}
    used: set[int] = set()
    last: dict[str, tuple[int, int]] = {}  # the kind of phase a card is in, and its interval
    for event in ordered:
        for key in touched_cards(event) if event.kind == RESET else (event.subject,):
            if key not in keys or (event.kind == RESET and key not in last):
                continue
            is_own = not event.id.startswith(ID_PREFIX)
            at = int(event.at)
            while at in used or (is_own and at in reserved):
                at += 1
            used.add(at)
            phase, before = last.get(key, (_NEW, 0))
            kind, last[key] = _kind_and_next(event, phase, before)
            interval = 0 if event.interval is None else number_of_interval(event.interval)
            yield AnkiAnswer(
                at, note_guid(namespace, note_of(key)), number_of(key) - 1, int(event.rating or 0), interval, before,
                int(event.duration or 0), kind,
            )  # fmt: skip


def _kind_and_next(event: Event, phase: int, before: int) -> tuple[int, tuple[int, int]]:
    """Anki's kind of entry for an event, and the card's phase and interval after it."""
    if event.kind == RESET:
        return _BY_HAND, (_NEW, 0)
    if event.kind == CRAM or event.interval is None:
        return _FILTERED, (phase, before)
    interval = number_of_interval(event.interval)
    if isinstance(interval_of(interval), Days):
        after = _REVIEW
    else:
        after = _RELEARNING if phase in (_REVIEW, _RELEARNING) else _LEARNING
    kind = _FILTERED if is_first_meeting(event) else max(phase, _LEARNING)
    return kind, (after, interval)


def anki_clock(events: Iterable[Event], cutoff_hour: int) -> AnkiClock:
    """Due days are counted from the day before the first event, at the offset of the last one."""
    ordered = sorted(events, key=lambda event: event.order)
    offset = ordered[-1].utc_offset
    first = study_day(ordered[0].at, offset, cutoff_hour) - 1
    return AnkiClock(first * _DAY_SECONDS + _NOON - offset * 60, offset, cutoff_hour)


def anki_states(
    namespace: str, states: Iterable[CardState], clock: AnkiClock, scheme: Scheme, decay: float
) -> Mapping[tuple[str, int], AnkiCardState]:
    """The columns of the cards that are not as a new deck has them, by GUID and ordinal."""
    day_0 = (clock.created + clock.utc_offset * 60) // _DAY_SECONDS
    found = {}
    for state in states:
        columns = card_columns(state, day_0, scheme, decay)
        if columns is not None:
            found[note_guid(namespace, note_of(state.card)), number_of(state.card) - 1] = columns
    return found


def card_columns(state: CardState, day_0: int, scheme: Scheme, decay: float) -> AnkiCardState | None:
    """The columns of a card, None if it is new; `day_0` is the study day that Anki counts as 0."""
    phase = state.phase
    if isinstance(phase, New):
        return None
    past = phase.past
    interval, left = 0, 0
    if isinstance(phase, Review):
        type_, queue, due, interval = _REVIEW + 1, _IN_REVIEW, phase.due_day - day_0, max(1, phase.days)
    else:
        steps = scheme.relearning_steps if isinstance(phase, Relearning) else scheme.learning_steps
        left = max(1, len(steps) - phase.step)
        type_ = 3 if isinstance(phase, Relearning) else 1
        queue, due = _IN_STEPS, phase.due_at // 1000
        interval = max(1, round(past.memory.stability)) if isinstance(phase, Relearning) else 0
    queue = _SUSPENDED if state.suspended is not None else queue
    data = _memory(past, scheme, decay) if past.tested else ""
    return AnkiCardState(
        type_, queue, due, interval, _EASE, max(1, past.reviews), past.lapses, left, state.flag, data
    )  # fmt: skip


def _memory(past: Past, scheme: Scheme, decay: float) -> str:
    """The memory as Anki keeps it in a card's data."""
    return json.dumps(
        {
            "s": round(past.memory.stability, 4),
            "d": round(past.memory.difficulty, 3),
            "dr": scheme.desired_retention,
            "decay": round(decay, 3),
            "lrt": past.last_at // 1000,
        }
    )

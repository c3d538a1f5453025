"""A review session as a value: the card shown, and the result of each action of the learner.

Nothing here reads a clock, a file or a terminal. The caller gives each action a time stamp, saves the
event that is returned, and passes the states that the log returns to `saved`.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from clfcards.memory.day_order import Queue
from clfcards.memory.event_kinds import BURY, CRAM, FLAG, FLAGS, IN_SESSION, REVIEW, SUSPEND
from clfcards.memory.first_meeting import FIRST_MEETING
from clfcards.memory.options import SessionOptions, StudySettings
from clfcards.memory.replay import Replay
from clfcards.memory.schedule import LEARN_AHEAD_MS, Outcome, Traffic, preview, preview_first_meeting, within
from clfcards.memory.state import CardState
from clfcards.memory.study_day import study_day
from clfcards.model.card import note_of
from clfcards.model.event import Event, Stamp, stamped
from clfcards.model.event_kind import UNDO
from clfcards.model.rating import Rating
from clfcards.model.study import StudyCard
from clfcards.model.time import Milliseconds, StudyDay, Timestamp

_LOAD_DAYS = 100


@dataclass(frozen=True, slots=True)
class Counts:
    """The numbers of cards left in this session."""

    new: int
    learning: int
    due: int

    @property
    def all(self) -> int:
        return self.new + self.learning + self.due


@dataclass(frozen=True, slots=True)
class Session:
    """A review session. `current` is the key of the card shown; None if there is nothing to show now.

    `queue` holds the cards after it. `known` returns any card's state as the log last had it. `changed` are
    the states that this session has changed since; they are separate so that an answer copies only a few.
    `seconds` is what the day's limit of minutes leaves (None: no limit).
    `before` are the states that the session's cards had when it first showed them. `siblings` returns the
    keys of a note's cards. `load` counts the due cards by study day. `answered` are the session's events
    that are not undone, oldest first. `rest` returns the cards still to ask after these events; without it, they are
    those of the queue.
    """

    cards: Mapping[str, StudyCard]
    known: Callable[[str], CardState]
    queue: Queue
    load: Mapping[StudyDay, int]
    siblings: Callable[[str], Collection[str]]
    settings: StudySettings
    options: SessionOptions
    replay: Replay
    started_at: Timestamp
    seconds: float | None = None
    rest: Callable[[Sequence[Event]], tuple[str, ...]] | None = None
    current: str | None = None
    answered: tuple[Event, ...] = ()
    changed: Mapping[str, CardState] = field(default_factory=dict)
    before: Mapping[str, CardState] = field(default_factory=dict)

    def state(self, card: str) -> CardState:
        return self.changed.get(card) or self.known(card)


def begin(session: Session, now: Timestamp) -> Session:
    """The session with its first card shown."""
    return _with_next_card(session, now)


def counts(session: Session) -> Counts:
    """The numbers of cards left, including the card shown."""
    keys = [*session.queue.main, *([session.current] if session.current else [])]
    new = sum(session.state(key).is_new for key in keys)
    learning = len(session.queue.learning)
    if session.current and session.state(session.current).in_steps:
        learning += 1
    steps = sum(session.state(key).in_steps for key in keys)
    return Counts(new, learning, len(keys) - new - steps)


def outcomes(session: Session, stamp: Stamp, asked_by: StudyDay | None = None) -> dict[Rating, Outcome]:
    """What each rating of the card shown would do; `rate` does exactly this.

    `asked_by` is the day on which the card must be asked again, whatever its memory (None: no such day).
    """
    if session.current is None:
        raise ValueError("no card is shown")
    state = session.state(session.current)
    if is_first_meeting_next(session):
        return preview_first_meeting(session.replay.model, session.settings.scheme)
    day = _day(session, state, stamp)
    siblings = [key for key in session.siblings(note_of(state.card)) if key != state.card]
    sibling_days = [session.state(key).due_day for key in siblings]
    load = dict(session.load)
    _add_to_load(load, state, -1)  # the card shown leaves its day, whatever the rating
    traffic = Traffic(
        {due - day: count for due, count in load.items() if 0 < due - day <= _LOAD_DAYS},
        {due - day for due in sibling_days if due is not None},
    )
    found = preview(session.replay.model, session.settings.scheme, state, day, traffic)
    return found if asked_by is None else within(found, max(1, asked_by - day))


def is_first_meeting_next(session: Session) -> bool:
    """Whether the answer to the card shown will be a first meeting: the card is new, and its text was just read."""
    return session.options.learning and session.current is not None and session.state(session.current).is_new


def rate(
    session: Session,
    rating: Rating,
    stamp: Stamp,
    duration: Milliseconds,
    payload: Mapping[str, Any] | None = None,
    asked_by: StudyDay | None = None,
) -> tuple[Session, Event]:
    """The session with the next card after rating the card shown, and the event to save.

    `duration` is how long the answer took. `asked_by` is the day on which the card must be asked again.
    """
    cram = session.options.cram
    if is_first_meeting_next(session):
        payload = {**(payload or {}), **FIRST_MEETING}
    event = replace(
        _new_event(session, CRAM if cram else REVIEW, stamp, payload),
        rating=rating,
        duration=Milliseconds(max(0, duration)),
        interval=None if cram else outcomes(session, stamp, asked_by)[rating].interval,
    )
    return _after_event(session, event), event


def suspend(session: Session, stamp: Stamp) -> tuple[Session, Event]:
    """Suspends the card shown: it is not studied until it is unsuspended."""
    event = _new_event(session, SUSPEND, stamp)
    return _after_event(session, event), event


def bury(session: Session, stamp: Stamp) -> tuple[Session, Event]:
    """Buries the card shown: it is not studied until tomorrow."""
    event = _new_event(session, BURY, stamp)
    return _after_event(session, event), event


def flag(session: Session, stamp: Stamp, number: int) -> tuple[Session, Event]:
    """Gives the card shown a flag from 1 to 7, or removes its flag with 0; the card stays."""
    if number not in FLAGS:
        raise ValueError(f"a flag must be 0 to 7, not {number}")
    event = _new_event(session, FLAG, stamp, {"flag": number})
    changed = {**session.changed, event.subject: session.replay.apply(session.state(event.subject), event)}
    return replace(session, changed=changed, answered=(*session.answered, event)), event


def undo(session: Session, target: Event, stamp: Stamp) -> Event:
    """The event that undoes `target`, which may be older than this session.

    Raises ValueError for an event that was not an action on a card in a session.
    """
    if target.kind not in IN_SESSION:
        raise ValueError(f"a '{target.kind}' event cannot be undone")
    return stamped(stamp, UNDO, target.id)


def undone(session: Session, target: Event, states: Mapping[str, CardState]) -> Session:
    """The session after an undo was saved: the target's card is shown again, if it is still in the deck.

    `states` are the states that the log returned.
    """
    card = target.subject
    learning = tuple(key for key in session.queue.learning if key != card)
    main = tuple(key for key in session.queue.main if key != card)
    reserve = tuple(key for key in session.queue.reserve if key != card)
    current = card if card in session.cards else session.current
    if session.current is not None and session.current != current:
        if session.state(session.current).in_steps:
            learning = (session.current, *learning)
        else:
            main = (session.current, *main)
    load = dict(session.load)
    _add_to_load(load, session.state(card), -1)
    _add_to_load(load, states.get(card), +1)
    return replace(
        session,
        changed={**session.changed, **states},
        queue=replace(session.queue, learning=learning, main=main, reserve=reserve),
        load=load,
        current=current,
        answered=tuple(event for event in session.answered if event.id != target.id),
    )


def saved(session: Session, states: Mapping[str, CardState]) -> Session:
    """The session with the states that the log returned; they differ from its own if another program wrote to it."""
    if all(session.state(card) == state for card, state in states.items()):
        return session
    return replace(session, changed={**session.changed, **states})


def refreshed(session: Session, now: Timestamp, known: Callable[[str], CardState], touched: Collection[str]) -> Session:
    """The session after another program wrote to the cards `touched`; `known` returns the log's current states.

    These cards were handled elsewhere and leave the queue. A card that this session has changed since, and
    whose current state it therefore knows, stays: the card shown must not be replaced while it is on screen.
    """
    touched = {card for card in touched if session.changed.get(card) != known(card)}

    def left(keys: Sequence[str]) -> tuple[str, ...]:
        return tuple(key for key in keys if key not in touched)

    queue = session.queue
    queue = replace(queue, main=left(queue.main), learning=left(queue.learning), reserve=left(queue.reserve))
    session = replace(session, known=known, changed={}, queue=queue)
    return _with_next_card(session, now) if session.current is None or session.current in touched else session


def wait(session: Session, now: Timestamp) -> Session:
    """The session with a card shown, if there was none and a step has ended by now."""
    return session if session.current is not None else _with_next_card(session, now)


def next_due_at(session: Session) -> Timestamp | None:
    """When the next card in steps comes back; None if there is none, or if the day's minutes are used up."""
    if _day_is_used_up(session):
        return None
    return min((_due_at(session, key) for key in session.queue.learning), default=None)


def _after_event(session: Session, event: Event) -> Session:
    """The session after the event on the card shown: with its new state, load and queue, and the next card."""
    old = session.state(event.subject)
    new = session.replay.apply(old, event)
    load = dict(session.load)
    _add_to_load(load, old, -1)
    _add_to_load(load, new, +1)
    changed = {**session.changed, event.subject: new}
    before = session.before if event.subject in session.before else {**session.before, event.subject: old}
    for key in event.payload.get("pulled", ()):
        if key in session.cards and key != event.subject:
            changed[key] = session.replay.apply(session.state(key), event)
    learning = session.queue.learning
    if event.kind == REVIEW and new.in_steps and new.suspended is None:
        learning = (*learning, event.subject)
    session = replace(
        session,
        changed=changed,
        before=before,
        load=load,
        queue=replace(session.queue, learning=learning),
        answered=(*session.answered, event),
        current=None,
    )
    return _with_next_card(session, event.at)


def _with_next_card(session: Session, now: Timestamp) -> Session:
    """Shows the next card: a step that has ended, else the first card in the queue, else a step that ends soon."""
    if _time_is_up(session, now):
        return replace(session, current=None)
    learning = sorted(session.queue.learning, key=lambda key: _due_at(session, key))
    main = session.queue.main if session.rest is None else session.rest(session.answered)
    reserve = session.queue.reserve
    ended = [key for key in learning if _due_at(session, key) <= now]
    soon = [key for key in learning if _due_at(session, key) <= now + LEARN_AHEAD_MS]
    if ended or (soon and not main):
        # Avoid the card that was just answered if there is another one.
        just_shown = session.answered[-1].subject if session.answered else ""
        step = next((key for key in ended or soon if key != just_shown), (ended or soon)[0])
        learning.remove(step)
        return replace(session, queue=replace(session.queue, learning=tuple(learning)), current=step)
    if not main:
        main, reserve = tuple(reserve[:1]), reserve[1:]
    queue = replace(session.queue, learning=tuple(learning), main=main[1:], reserve=reserve)
    return replace(session, queue=queue, current=main[0] if main else None)


def _time_is_up(session: Session, now: Timestamp) -> bool:
    """Whether the session's minutes have passed, or the day's have been spent on answers."""
    minutes = session.options.minutes
    if minutes is not None and now - session.started_at >= minutes * 60_000:
        return True
    return _day_is_used_up(session)


def _day_is_used_up(session: Session) -> bool:
    seconds = session.seconds
    return seconds is not None and sum(event.duration or 0 for event in session.answered) >= 1000 * seconds


def _due_at(session: Session, card: str) -> Timestamp:
    """When a card's step ends; a card not in steps, for example after an undo elsewhere, is due at once."""
    return session.state(card).due_at or Timestamp(0)


def _new_event(session: Session, kind: str, stamp: Stamp, payload: Mapping[str, Any] | None = None) -> Event:
    """The event on the card shown; its time is never before the card's last event."""
    card = _current_card(session)
    return stamped(replace(stamp, at=_time_after_last_event(session.state(card), stamp)), kind, card, payload)


def _current_card(session: Session) -> str:
    if session.current is None:
        raise ValueError("no card is shown")
    return session.current


def _time_after_last_event(state: CardState, stamp: Stamp) -> Timestamp:
    """The event's time: the clock's, or just after the card's last event if the clock was set back."""
    return Timestamp(max(stamp.at, state.changed_at + 1))


def _day(session: Session, state: CardState, stamp: Stamp) -> StudyDay:
    return study_day(_time_after_last_event(state, stamp), stamp.utc_offset, session.settings.cutoff_hour)


def _add_to_load(load: dict[StudyDay, int], state: CardState | None, by: int) -> None:
    """Adds `by` to the number of cards due on this card's day."""
    if state is not None and state.due_day is not None:
        load[state.due_day] = load.get(state.due_day, 0) + by

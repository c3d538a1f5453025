"""Events and suspended cards: as lines, and as documents of `--json`."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from clfcards.exam.event_kinds import (
    ANSWER,
    BEGINNING,
    END,
    EXAM_PLAN,
    PLAN,
    PLAN_END,
    PROMISE,
    PULL,
    REPORT,
    RESULT,
    STEP,
)
from clfcards.memory.event_kinds import BURY, CRAM, FLAG, NOTE, RESET, REVIEW, SET, SUSPEND, UNSUSPEND, WEIGHTS
from clfcards.memory.first_meeting import is_first_meeting
from clfcards.memory.state import CardState, Suspension
from clfcards.model.card import note_of
from clfcards.model.event import Event
from clfcards.model.event_kind import UNDO
from clfcards.model.interval import number_of
from clfcards.model.time import local_time
from clfcards.visible import on_one_line
from clfcards.words.cards import RATING_WORDS
from clfcards.words.phrases import count, interval_phrase, percent
from clfcards.words.table import aligned

if TYPE_CHECKING:
    from clfcards.model.bank import Fact, Question

_LONGEST = 60  # characters of a card's text, or of a note


def history_lines(events: Sequence[Event]) -> list[str]:
    """One line per event: its time, its id, and what happened."""
    times = [f"{local_time(event.at, event.utc_offset):%Y-%m-%d %H:%M}" for event in events]
    ids = [on_one_line(event.id) for event in events]
    return aligned(list(zip(times, ids, map(event_phrase, events), strict=True)))


def event_phrase(event: Event) -> str:
    """What happened. An event of an unknown kind, written by a newer version, is shown as its kind and subject."""
    return on_one_line(SENTENCES.get(event.kind, _plain)(event))


def _plain(event: Event) -> str:
    return f"{event.kind} {event.subject}"


def _rated(event: Event) -> str:
    if event.rating is None:
        return _plain(event)
    # An interval of 0 days means that none was given.
    has_interval = event.interval is not None and number_of(event.interval) != 0
    then = f", then {interval_phrase(event.interval)}" if has_interval else ""
    seconds = (event.duration or 0) / 1000
    how = "first meeting, " if is_first_meeting(event) else ""
    return f"{_plain(event)}: {how}{RATING_WORDS[event.rating]} in {seconds:.0f} s{then}"


def _note(event: Event) -> str:
    text = str(event.payload.get("text", "")).strip()
    if not text:
        return f"{_plain(event)} removed"
    return f"{_plain(event)}: {text[:_LONGEST]}{'…' if len(text) > _LONGEST else ''}"


def _set(event: Event) -> str:
    value = event.payload.get("value")
    return f"{_plain(event)} to {'its default' if value is None else value}"


def _reset(event: Event) -> str:
    cards = event.payload.get("cards", ())
    return f"{_plain(event)}: {count(len(cards), 'card')} made new again"


def _weights(event: Event) -> str:
    reviews = event.payload.get("reviews")
    return f"weights, trained on {count(reviews, 'review')}" if isinstance(reviews, int) else _plain(event)


_EXAMS = {
    "exam": "practice exam",
    "diagnostic": "diagnostic",
    "more": "second part of a diagnostic",
    "domain": "practice of one domain",
    "redo": "questions answered wrong before",
}


def _began(event: Event) -> str:
    form = event.payload.get("form", {})
    questions = form.get("questions", ())
    return f"{event.kind}: {_EXAMS.get(form.get('kind'), '')}, {count(len(questions), 'question')}"


def _reported(event: Event) -> str:
    form, passed = event.payload.get("form", {}), event.payload.get("passed")
    parts = [_EXAMS.get(form.get("kind"), ""), f"{event.payload.get('raw')} of {form.get('scored')} right"]
    if (points := event.payload.get("scaled")) is not None:
        parts.append(f"{points}" if passed is None else f"{points} {'passed' if passed else 'not passed'}")
    return f"{event.kind}: {', '.join(filter(None, parts))}"


def _result(event: Event) -> str:
    value = event.payload.get("value")
    verdict = "passed" if event.payload.get("passed") else "not passed"
    points = f" with {value}" if isinstance(value, int | float) else ""
    return f"{_plain(event)}: {verdict}{points} on {event.payload.get('day')}"


def _plan(event: Event) -> str:
    planned = event.payload.get("tasks", ())
    minutes = sum(task["minutes"] for task in planned)
    return f"{event.kind}: {count(minutes, 'minute')} for {count(len(planned), 'task')}"


def _exam_plan(event: Event) -> str:
    exams = event.payload.get("exams", ())
    return f"{_plain(event)}: exam on {event.payload.get('exam_date')}, {count(len(exams), 'practice exam')}"


def _promise(event: Event) -> str:
    recall = event.payload.get("recall")
    return f"{event.kind}: {percent(recall)} recalled on the day" if isinstance(recall, float) else event.kind


SENTENCES: Mapping[str, Callable[[Event], str]] = {
    REVIEW: _rated,
    CRAM: _rated,
    SUSPEND: _plain,
    UNSUSPEND: _plain,
    BURY: _plain,
    FLAG: _plain,
    SET: _set,
    WEIGHTS: _weights,
    RESET: _reset,
    NOTE: _note,
    UNDO: _plain,
    BEGINNING: _began,
    STEP: _plain,
    END: _plain,
    ANSWER: _plain,
    PULL: _plain,
    REPORT: _reported,
    RESULT: _result,
    PLAN: _plan,
    EXAM_PLAN: _exam_plan,
    PLAN_END: _plain,
    PROMISE: _promise,
}
"""How each kind of event is described."""


@dataclass(frozen=True, slots=True)
class EventDocument:
    """An event in the documents of `--json`; `interval` is in days, or in seconds if it is negative."""

    id: str
    at: int
    utc_offset: int
    kind: str
    subject: str
    rating: int | None
    duration: int | None
    interval: int | None
    payload: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class EventsDocument:
    """The document of `history --json`."""

    events: tuple[EventDocument, ...]


@dataclass(frozen=True, slots=True)
class UndoneDocument:
    """The document of `history undo --json`."""

    undone: tuple[EventDocument, ...]


def event_document(event: Event) -> EventDocument:
    return EventDocument(
        id=event.id,
        at=event.at,
        utc_offset=event.utc_offset,
        kind=event.kind,
        subject=event.subject,
        rating=event.rating,
        duration=event.duration,
        interval=None if event.interval is None else number_of(event.interval),
        payload=event.payload,
    )


@dataclass(frozen=True, slots=True)
class SuspendedCard:
    """A suspended card. `why` is "learner", "leech", or "retired" if the card has left the deck."""

    card: str
    why: str
    lapses: int


@dataclass(frozen=True, slots=True)
class SuspendedDocument:
    """The document of `history suspended --json`."""

    suspended: tuple[SuspendedCard, ...]


@dataclass(frozen=True, slots=True)
class UnsuspendedDocument:
    """The document of `history unsuspend --json`: the keys of the cards."""

    unsuspended: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ExportDocument:
    """The document of `history export FILE --json`: the file, and how many events are in it."""

    file: str
    events: int


_REASONS = {Suspension.BY_LEARNER: "learner", Suspension.AS_LEECH: "leech", None: "retired"}


def suspended_card(state: CardState) -> SuspendedCard:
    return SuspendedCard(state.card, _REASONS[state.suspended], state.lapses)


def suspended_lines(states: Sequence[CardState], notes: Mapping[str, Fact | Question]) -> list[str]:
    """One line per suspended card: its name, why it is suspended, and how its text begins."""
    return aligned([_suspended_cells(state, notes) for state in states])


def _suspended_cells(state: CardState, notes: Mapping[str, Fact | Question]) -> tuple[str, ...]:
    from clfcards.model.bank import Question  # the list of what was done shows no notes

    note = notes.get(note_of(state.card))
    text = "no longer in the deck"
    if note is not None:
        text = note.stem if isinstance(note, Question) else note.front or note.cloze
    why = {
        Suspension.BY_LEARNER: "by you",
        Suspension.AS_LEECH: f"leech, {count(state.lapses, 'lapse')}",
        None: "retired",
    }[state.suspended]
    beginning = f"{text[:_LONGEST]}{'…' if len(text) > _LONGEST else ''}"
    return on_one_line(state.card), f"({why})", on_one_line(beginning)

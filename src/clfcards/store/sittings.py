"""Sittings in the log: one event a beginning, one a keystroke that matters, and what follows from the end.

A sitting's events carry their own sequence number, because the wall's clock can be set while it is open
and would then put them out of order.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from clfcards.errors import ClfcardsError
from clfcards.exam.aftermath import Answer
from clfcards.exam.ending import ended_from_json, ending_to_json
from clfcards.exam.events import Event as SittingEvent
from clfcards.exam.events import EventKind, event_from_json, event_to_json
from clfcards.exam.form import Form
from clfcards.exam.instant import Instant
from clfcards.exam.sitting import (
    Sitting,
    Terms,
    apply,
    begin,
    beginning_from_json,
    beginning_to_json,
    is_closed_to,
    replay,
    time_is_up,
)
from clfcards.model.event import Event
from clfcards.store.log import Log

BEGINNING = "sitting"
STEP = "sitting-step"
END = "sitting-end"
ANSWER = "answer"
REPORT = "report"

Clock = Callable[[], Instant]


def read_sittings(log: Log) -> list[Sitting]:
    """All sittings, oldest first, each as far as it got. An open one is shown as left: its clock stands.

    Raises ClfcardsError where a newer program wrote one.
    """
    begun: list[Event] = []
    ends: dict[str, Event] = {}
    for event in log.events(kinds=(BEGINNING, END)):
        if event.kind == BEGINNING:
            begun.append(event)
        else:
            ends[event.subject] = event
    try:
        return [_sitting(log, event, ends.get(event.id)) for event in begun]
    except (KeyError, TypeError, ValueError) as error:
        message = f"'{log.path}' holds a practice exam that this version cannot read ({error}): update the program"
        raise ClfcardsError(message) from error


def _sitting(log: Log, beginning: Event, end: Event | None) -> Sitting:
    begun = beginning_from_json(beginning.id, beginning.payload)
    if end is not None:
        return ended_from_json(begun, end.payload)
    sitting = replayed(log, begun)
    return replace(sitting, away=not sitting.ended)


def replayed(log: Log, begun: Sitting) -> Sitting:
    """A sitting that began as `begun`, after all its steps in the log."""
    steps: list[Event] = []
    while step := log.event(step_id(begun.id, len(steps) + 1)):
        steps.append(step)
    return replay(begun, (event_from_json(step.payload) for step in steps))


def step_id(sitting: str, number: int) -> str:
    """The log's id of a sitting's step; numbers count from 1 without gaps."""
    return f"{sitting}.{number:05}"


class SittingLog:
    """An open sitting and its place in the log: what `record` has returned from is on the disk."""

    def __init__(self, log: Log, sitting: Sitting, clock: Clock, utc_offset: int) -> None:
        """`utc_offset` is in minutes east, for the log's rows."""
        self._log = log
        self._clock = clock
        self._utc_offset = utc_offset
        self._changes = log.changes()
        self.sitting = sitting
        self._number = self._next_number()

    @classmethod
    def begin(cls, log: Log, id_: str, form: Form, terms: Terms, clock: Clock, utc_offset: int) -> "SittingLog":
        """Begins a sitting, and logs that it did."""
        at = clock()
        sitting = begin(id_, form, terms, at)
        log.append(_row(id_, at, utc_offset, BEGINNING, "", beginning_to_json(sitting)))
        return cls(log, sitting, clock, utc_offset)

    def now(self) -> Instant:
        return self._clock()

    @property
    def time_is_up(self) -> bool:
        return not self.sitting.ended and time_is_up(self.sitting, self._clock())

    def record(self, kind: EventKind, question: str = "", options: tuple[str, ...] = (), word: str = "") -> Sitting:
        """Logs one event and applies it; one that the sitting is closed to is not logged.

        Raises ClfcardsError where another window has gone on with the same sitting.
        """
        at = self._clock()
        if is_closed_to(self.sitting, kind, at):
            return self.sitting
        self._append(SittingEvent(kind, at, question, options, word))
        return self.sitting

    def submit(
        self, answers: Callable[[Sitting], list[Answer]], report: Callable[[Sitting], dict[str, Any]]
    ) -> Sitting:
        """Ends the sitting, with its answers and its report, all in one step or not at all."""
        at = self._clock()
        word = "clock" if time_is_up(self.sitting, at) else "learner"
        ended = apply(self.sitting, SittingEvent("submitted", at, word=word))
        rows = [
            Event(
                id=f"{ended.id}.answer.{answer.question}",
                at=_milliseconds(at.wall),
                utc_offset=self._utc_offset,
                kind=ANSWER,
                subject=answer.question,
                duration=answer.milliseconds,
                payload={
                    "sitting": ended.id,
                    "chosen": list(answer.chosen),
                    "right": answer.right,
                    "pulled": list(answer.pulled),
                },
            )
            for answer in answers(ended)
        ]
        rows.append(_row(f"{ended.id}.end", at, self._utc_offset, END, ended.id, ending_to_json(ended)))
        rows.append(_row(f"{ended.id}.report", at, self._utc_offset, REPORT, ended.id, report(ended)))
        self._append(SittingEvent("submitted", at, word=word), *rows)
        return self.sitting

    def _append(self, event: SittingEvent, *more: Event) -> None:
        if self._log.changes() != self._changes:
            if self._is_taken(self._number):
                raise ClfcardsError(
                    "this sitting goes on in another window: what was answered there is kept, this one ends here"
                )
            self._changes = self._log.changes()
        payload = {"number": self._number, **event_to_json(event)}
        self._log.append(
            _row(step_id(self.sitting.id, self._number), event.at, self._utc_offset, STEP, self.sitting.id, payload),
            *more,
        )
        self._number += 1
        self.sitting = apply(self.sitting, event)

    def _next_number(self) -> int:
        """One more than the last step's, found by halving: the numbers have no gaps."""
        taken, free = 0, 1
        while self._is_taken(free):
            taken, free = free, 2 * free
        while free - taken > 1:
            middle = (taken + free) // 2
            taken, free = (middle, free) if self._is_taken(middle) else (taken, middle)
        return free

    def _is_taken(self, number: int) -> bool:
        return self._log.event(step_id(self.sitting.id, number)) is not None


def _row(id_: str, at: Instant, utc_offset: int, kind: str, subject: str, payload: dict[str, Any]) -> Event:
    return Event(id=id_, at=_milliseconds(at.wall), utc_offset=utc_offset, kind=kind, subject=subject, payload=payload)


def _milliseconds(wall: dt.datetime) -> int:
    return round(wall.timestamp() * 1000)

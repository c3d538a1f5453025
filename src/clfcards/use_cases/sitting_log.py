"""Sittings in the log: one event a beginning, one a keystroke that matters, and what follows from the end.

A sitting's steps carry their own sequence number, because the wall's clock can be set while it is open
and would then put them out of order. They come in runs, one each time the sitting is gone on with, and a
step's id begins with its run's: two devices that go on from the same place never make the same id.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from clfcards.errors import ClfcardsError
from clfcards.exam.answers import Answer
from clfcards.exam.event_kinds import ANSWER, BEGINNING, END, REPORT, STEP, UNREADABLE
from clfcards.exam.form import Form
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
from clfcards.exam.sitting_end import ended_from_json, ending_to_json
from clfcards.exam.steps import Event as SittingEvent
from clfcards.exam.steps import EventKind, event_from_json, event_to_json
from clfcards.log.log import Log
from clfcards.model.event import Event, Stamp
from clfcards.model.instant import Instant
from clfcards.model.time import Milliseconds, Timestamp, UtcOffset

Clock = Callable[[], Instant]


def read_sittings(log: Log, tell: Callable[[str], None] | None = None) -> list[Sitting]:
    """All sittings, oldest first, each as far as it got. An open one is shown as left: its clock stands.

    One that cannot be read, because a newer program wrote it, is left out; `tell` is told of it.
    """
    begun: list[Event] = []
    ends: dict[str, Event] = {}
    for event in log.events(kinds=(BEGINNING, END)):
        if event.kind == BEGINNING:
            begun.append(event)
        else:
            ends.setdefault(event.subject, event)  # handed in on two devices, the first time counts
    sittings: list[Sitting] = []
    for event in begun:
        try:
            sittings.append(_sitting(log, event, ends.get(event.id)))
        except UNREADABLE as error:
            if tell:
                tell(f"the practice exam '{event.id}' is left out, this version cannot read it ({error})")
    return sittings


def _sitting(log: Log, beginning: Event, end: Event | None) -> Sitting:
    begun = beginning_from_json(beginning.id, beginning.payload)
    if end is not None:
        return ended_from_json(begun, end.payload)
    sitting = replayed(log, begun)
    return replace(sitting, away=not sitting.ended)


def replayed(log: Log, begun: Sitting) -> Sitting:
    """A sitting that began as `begun`, after all its steps in the log."""
    return replay(begun, (event_from_json(step.payload) for step in _steps(log, begun.id)))


def _steps(log: Log, sitting: str) -> list[Event]:
    """A sitting's steps in order: run after run, so that the clock is not counted between two of them."""
    runs: dict[str, list[Event]] = {}
    for step in log.events(kinds=(STEP,), subject=sitting):
        runs.setdefault(step.id.rpartition(".")[0], []).append(step)
    ordered = [sorted(run, key=_number) for run in runs.values()]
    ordered.sort(key=lambda run: (_number(run[0]), run[0].order))
    return [step for run in ordered for step in run]


def _number(step: Event) -> int:
    """Counts a sitting's steps from 1, on through its runs."""
    return int(step.payload["number"])


class SittingLog:
    """A run of an open sitting, and its place in the log: what `record` has returned from is on the disk."""

    def __init__(self, log: Log, sitting: Sitting, clock: Clock, mark: Stamp) -> None:
        """`mark` gives the run's id, which no other has, and the local offset."""
        self._log = log
        self._clock = clock
        self._run = mark.id
        self._utc_offset = mark.utc_offset
        self._changes = log.changes()
        self.sitting = sitting
        self._number = self._last_number() + 1

    @classmethod
    def begin(cls, log: Log, form: Form, terms: Terms, clock: Clock, mark: Stamp) -> "SittingLog":
        """Begins a sitting, and logs that it did; its id is that of its first run."""
        at = clock()
        sitting = begin(mark.id, form, terms, at)
        log.append(_row(mark.id, at, mark.utc_offset, BEGINNING, "", beginning_to_json(sitting)))
        return cls(log, sitting, clock, mark)

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
                id=f"{self._run}.answer.{answer.question}",
                at=_milliseconds(at.wall),
                utc_offset=self._utc_offset,
                kind=ANSWER,
                subject=answer.question,
                duration=Milliseconds(answer.milliseconds),
                payload={
                    "sitting": ended.id,
                    "chosen": list(answer.chosen),
                    "right": answer.right,
                    "pulled": list(answer.pulled),
                },
            )
            for answer in answers(ended)
        ]
        rows.append(_row(f"{self._run}.end", at, self._utc_offset, END, ended.id, ending_to_json(ended)))
        rows.append(_row(f"{self._run}.report", at, self._utc_offset, REPORT, ended.id, report(ended)))
        self._append(SittingEvent("submitted", at, word=word), *rows)
        return self.sitting

    def _append(self, event: SittingEvent, *more: Event) -> None:
        if self._log.changes() != self._changes:
            if self._last_number() >= self._number:
                raise ClfcardsError(
                    "this sitting goes on in another window: what was answered there is kept, this one ends here"
                )
            self._changes = self._log.changes()
        payload = {"number": self._number, **event_to_json(event)}
        self._log.append(
            _row(f"{self._run}.{self._number:05}", event.at, self._utc_offset, STEP, self.sitting.id, payload),
            *more,
        )
        self._number += 1
        self.sitting = apply(self.sitting, event)

    def _last_number(self) -> int:
        return max(map(_number, _steps(self._log, self.sitting.id)), default=0)


def _row(id_: str, at: Instant, utc_offset: UtcOffset, kind: str, subject: str, payload: dict[str, Any]) -> Event:
    return Event(id=id_, at=_milliseconds(at.wall), utc_offset=utc_offset, kind=kind, subject=subject, payload=payload)


def _milliseconds(wall: dt.datetime) -> Timestamp:
    return Timestamp(round(wall.timestamp() * 1000))

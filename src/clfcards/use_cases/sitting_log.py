"""Sittings in the log: one event for the beginning, one for each step, and the events at the end.

A sitting's steps have their own sequence numbers, because the wall clock can be changed during a sitting,
which would put them out of order. Steps belong to runs: each time the sitting is resumed, a new run begins.
A step's id begins with the id of its run, so that two devices that resume it at the same step never create
the same id.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from clfcards.codec import to_json
from clfcards.exam.event_kinds import ANSWER, BEGINNING, END, PLAN, REPORT, STEP, UNREADABLE
from clfcards.exam.sitting import Sitting, beginning_from_json, beginning_to_json, replay
from clfcards.exam.sitting_steps import Step, step_from_json, step_to_json
from clfcards.log.log import Log
from clfcards.model.event import Event, Stamp
from clfcards.model.instant import Instant
from clfcards.model.time import Milliseconds, Timestamp

if TYPE_CHECKING:
    from clfcards.exam.answers import Answer
    from clfcards.exam.report_record import ReportRecord


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A sitting that a newer program wrote. `id` is that of its beginning; `reason` is why it cannot be read."""

    id: str
    reason: str


@dataclass(frozen=True, slots=True)
class LoggedSittings:
    """All sittings that could be read, oldest first, and those that could not be read."""

    read: tuple[Sitting, ...]
    unreadable: tuple[Unreadable, ...]


def read_sittings(log: Log) -> LoggedSittings:
    """All sittings in their latest state. An unfinished one is read as left, so that its clock is stopped."""
    begun: list[Event] = []
    ends: dict[str, Event] = {}
    for event in log.events(kinds=(BEGINNING, END)):
        if event.kind == BEGINNING:
            begun.append(event)
        else:
            ends.setdefault(event.subject, event)  # if it was handed in on two devices, the first time counts
    sittings: list[Sitting] = []
    unreadable: list[Unreadable] = []
    for event in begun:
        try:
            sittings.append(_sitting(log, event, ends.get(event.id)))
        except UNREADABLE as error:
            unreadable.append(Unreadable(event.id, str(error)))
    return LoggedSittings(tuple(sittings), tuple(unreadable))


def unfinished_sittings(log: Log, begun: Iterable[Event]) -> list[Sitting]:
    """As in `read_sittings`, those that began with these events, which have no end. The others are not decoded."""
    found = []
    for event in begun:
        with suppress(*UNREADABLE):
            found.append(_sitting(log, event, None))
    return found


def _sitting(log: Log, beginning: Event, end: Event | None) -> Sitting:
    begun = beginning_from_json(beginning.id, beginning.payload)
    if end is not None:
        from clfcards.exam.sitting_end import ended_from_json  # not needed by the first exam

        return ended_from_json(begun, end.payload)
    sitting = replayed(log, begun)
    return replace(sitting, away=not sitting.ended)


def replayed(log: Log, begun: Sitting) -> Sitting:
    """The sitting that began as `begun`, after all its steps in the log."""
    return replay(begun, (step_from_json(step.payload) for step in steps_of(log, begun.id)))


def last_number(log: Log, sitting: str) -> int:
    """The number of the sitting's last step; 0 if there are none."""
    return max(map(_number, steps_of(log, sitting)), default=0)


def steps_of(log: Log, sitting: str) -> list[Event]:
    """A sitting's steps in order, one run after another, so that the time between runs is not counted."""
    runs: dict[str, list[Event]] = {}
    for step in log.events(kinds=(STEP,), subject=sitting):
        runs.setdefault(step.id.rpartition(".")[0], []).append(step)
    ordered = [sorted(run, key=_number) for run in runs.values()]
    ordered.sort(key=lambda run: (_number(run[0]), run[0].order))
    return [step for run in ordered for step in run]


def _number(step: Event) -> int:
    """The step's number; a sitting's steps are counted from 1 through all its runs."""
    return int(step.payload["number"])


def beginning_event(sitting: Sitting, run: Stamp, page: str = "") -> Event:
    """The event of a sitting's beginning; its id is the id of the sitting and of its first run.

    `page` is the mark of its form if it was taken on a page, whose clock counts milliseconds.
    """
    payload = beginning_to_json(sitting)
    if page:
        payload |= {"wall": sitting.began.wall.isoformat(timespec="milliseconds"), "page": page}
    return _event(sitting.id, sitting.began, run, BEGINNING, "", payload)


def step_event(sitting: str, step: Step, number: int, run: Stamp) -> Event:
    """The event of a step, which is the sitting's step number `number`."""
    payload = {"number": number, **step_to_json(step)}
    return _event(f"{run.id}.{number:05}", step.at, run, STEP, sitting, payload)


def end_events(ended: Sitting, answers: Sequence[Answer], report: ReportRecord, run: Stamp) -> list[Event]:
    """The events at the end of a sitting: an answer for each question, the final state, and the report."""
    from clfcards.exam.sitting_end import end_to_json

    at = ended.last
    end = _event(f"{run.id}.end", at, run, END, ended.id, end_to_json(ended))
    reported = _event(f"{run.id}.report", at, run, REPORT, ended.id, to_json(report))
    return [*(_answer_event(ended, answer, run) for answer in answers), end, reported]


def plan_event(ended: Sitting, plan: Mapping[str, Any], run: Stamp) -> Event:
    """The event of the study plan that follows from a diagnostic."""
    return _event(f"{run.id}.plan", ended.last, run, PLAN, ended.id, dict(plan))


def _answer_event(ended: Sitting, answer: Answer, run: Stamp) -> Event:
    payload: dict[str, Any] = {
        "sitting": ended.id,
        "chosen": list(answer.chosen),
        "right": answer.right,
        "pulled": list(answer.pulled),
    }
    if answer.confidence:
        payload["confidence"] = answer.confidence
    event = _event(f"{run.id}.answer.{answer.question}", ended.last, run, ANSWER, answer.question, payload)
    return replace(event, duration=Milliseconds(answer.milliseconds))


def _event(id_: str, at: Instant, run: Stamp, kind: str, subject: str, payload: dict[str, Any]) -> Event:
    return Event(id=id_, at=_timestamp(at.wall), utc_offset=run.utc_offset, kind=kind, subject=subject, payload=payload)


def _timestamp(wall: dt.datetime) -> Timestamp:
    return Timestamp(round(wall.timestamp() * 1000))

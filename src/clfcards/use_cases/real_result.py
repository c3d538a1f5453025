"""Recording the result of the real exam, and what readiness had said before it."""

import datetime as dt
from collections.abc import Callable

from clfcards.codec import from_json
from clfcards.errors import UsageError
from clfcards.exam.event_kinds import RESULT, UNREADABLE
from clfcards.exam.readiness import Readiness
from clfcards.exam.real_result import Forecast, RealResult, result_to_json
from clfcards.exam.score import Axis, whole_exam
from clfcards.exam.shared_history import SharedHistory, shared_history
from clfcards.log.log import Log
from clfcards.model.event import Stamp, live, stamped
from clfcards.model.event_kind import UNDO
from clfcards.model.guide import Guide
from clfcards.model.number import Number
from clfcards.model.time import Timestamp
from clfcards.use_cases.practice import Practice

PASSED, FAILED = "passed", "failed"


def result_in(text: str, guide: Guide, day: dt.date, today: dt.date) -> RealResult:
    """The result that the learner typed: a score in the exam's unit, or "passed" or "failed".

    Raises UsageError for anything else, and for a day in the future.
    """
    if day > today:
        raise UsageError(f"the exam cannot have been on {day}: today is {today}")
    if text.lower() in (PASSED, FAILED):
        return RealResult(passed=text.lower() == PASSED, day=day)
    axis = whole_exam(guide)
    value = _number_in(text, axis)
    if value is None:
        lowest, highest = (f"{number}%" if axis.kind == "percent" else number for number in (axis.lowest, axis.highest))
        raise UsageError(f"'{text}' is no result: give a score from {lowest} to {highest}, '{PASSED}' or '{FAILED}'")
    return RealResult(passed=value >= axis.cut, day=day, value=value)


def _number_in(text: str, axis: Axis) -> Number | None:
    """The score that was typed; None if it cannot be one. Only a percentage may have a fraction and a percent sign."""
    if axis.kind == "percent":
        text = text.removesuffix("%").rstrip()
        whole, _, fraction = text.partition(".")
        is_number = len(text) <= 12 and whole.isdecimal() and (fraction.isdecimal() or "." not in text)
    else:
        is_number = len(text) <= 12 and text.isdecimal()
    if not is_number or not axis.lowest <= float(text) <= axis.highest:
        return None
    return float(text) if "." in text else int(text)


def record(practice: Practice, result: RealResult, stamp: Callable[[Timestamp], Stamp]) -> RealResult:
    """Appends the result to the log, together with what readiness said when the exam's day began."""
    now = stamp(practice.log.time_after((RESULT,)))
    whole = RealResult(
        passed=result.passed, day=result.day, value=result.value, forecast=_forecast(practice, result.day, now)
    )
    practice.log.append(stamped(now, RESULT, practice.guide.exam.code, result_to_json(whole)))
    return whole


def _forecast(practice: Practice, day: dt.date, now: Stamp) -> Forecast:
    zone = dt.timezone(dt.timedelta(minutes=now.utc_offset))
    midnight = dt.datetime.combine(day, dt.time(), zone)
    then = Stamp(Timestamp(round(midnight.timestamp() * 1000)), now.utc_offset, now.id)
    return forecast_of(practice.until(then.at).readiness(then))


def forecast_of(readiness: Readiness) -> Forecast:
    """What an assessment says about the exam's day."""
    low, high = readiness.exam_day_interval
    return Forecast(readiness.verdict, readiness.exam_day, low, high, readiness.signals.attempts)


def recorded(log: Log) -> list[tuple[str, RealResult]]:
    """The results in the log that can be read, with the ids of their events, oldest first."""
    found = []
    for event in live(log.events(kinds=(RESULT, UNDO))):
        if event.kind == RESULT:
            try:
                found.append((event.id, from_json(event.payload, RealResult)))
            except UNREADABLE:  # written by a newer version
                continue
    return found


def own_shared_history(practice: Practice) -> SharedHistory:
    """What this learner can send to a maintainer."""
    sittings = practice.logged.read
    return shared_history(practice.deck.namespace, practice.guide.exam.code, sittings, recorded(practice.log))

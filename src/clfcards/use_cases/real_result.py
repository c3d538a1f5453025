"""Recording the result of the real exam, and what readiness had said before it."""

import datetime as dt
from collections.abc import Callable
from fractions import Fraction

from clfcards.codec import from_json
from clfcards.errors import UsageError
from clfcards.exam.event_kinds import RESULT, UNREADABLE
from clfcards.exam.readiness import Readiness
from clfcards.exam.real_result import Forecast, RealResult, result_to_json
from clfcards.exam.score import whole_exam
from clfcards.exam.shared_history import SharedHistory, shared_history
from clfcards.log.log import Log
from clfcards.model.event import Stamp, live, stamped
from clfcards.model.event_kind import UNDO
from clfcards.model.guide import Guide
from clfcards.model.number import Number, as_number
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
    value = _number(text)
    is_possible = value is not None and (axis.kind == "percent" or isinstance(value, int))
    if value is None or not is_possible or not axis.lowest <= value <= axis.highest:
        raise UsageError(
            f"'{text}' is no result: give a score from {axis.lowest} to {axis.highest}, '{PASSED}' or '{FAILED}'"
        )
    return RealResult(passed=value >= axis.cut, day=day, value=value)


def _number(text: str) -> Number | None:
    """The number that the text is, as it is written; None if it is none."""
    try:
        return as_number(Fraction(text)) if text.replace(".", "", 1).isdecimal() else None
    except ValueError:
        return None


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

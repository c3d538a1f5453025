"""The kinds of event that practice exams and diagnostics add to the log, and the checks of their payloads."""

from collections.abc import Callable, Mapping
from typing import Any

from clfcards.model.event_kind import EventKind, table_of

BEGINNING = "sitting"
STEP = "sitting-step"
END = "sitting-end"
ANSWER = "answer"
PULL = "pull"
REPORT = "report"
RESULT = "result"
PLAN = "study-plan"
EXAM_PLAN = "exam-plan"
PLAN_END = "exam-plan-end"
PROMISE = "exam-plan-promise"

PLANNING = (EXAM_PLAN, PLAN_END, PROMISE)
"""The kinds that the plan for the exam's day consists of."""

UNREADABLE = (LookupError, TypeError, ValueError, AttributeError, ArithmeticError)
"""The errors that reading a payload can raise if a newer program wrote it."""


def _readable_by(
    read: Callable[[Mapping[str, Any]], object], what: str = "practice exam"
) -> Callable[[Mapping[str, Any]], None]:
    """A check that raises ValueError if `read` cannot read the payload, which holds a part of `what`."""

    def check(payload: Mapping[str, Any]) -> None:
        try:
            read(payload)
        except UNREADABLE as error:
            raise ValueError(f"this version cannot read its {what} ({error})") from error

    return check


# The readers are imported by the checks: `history` needs only the names of the kinds, and starts 10 ms earlier.


def _beginning(payload: Mapping[str, Any]) -> None:
    from clfcards.exam.sitting import beginning_from_json

    beginning_from_json("", payload)


def _step(payload: Mapping[str, Any]) -> None:
    from clfcards.exam.sitting_steps import step_from_json

    step_from_json(payload)
    if type(payload["number"]) is not int or payload["number"] < 1:
        raise ValueError("a step's number must be a whole number from 1")


def _end(payload: Mapping[str, Any]) -> None:
    from clfcards.exam.sitting_steps import instant_from_json

    instant_from_json(payload)


def _result(payload: Mapping[str, Any]) -> None:
    from clfcards.exam.real_result import result_from_json

    result_from_json(payload)


def _plan(payload: Mapping[str, Any]) -> None:
    from clfcards.exam.study_plan_record import plan_from_json

    plan_from_json(payload)


def _exam_plan(payload: Mapping[str, Any]) -> None:
    from clfcards.exam.exam_plan import plan_from_json

    plan_from_json(payload)


def _promise(payload: Mapping[str, Any]) -> None:
    from clfcards.exam.exam_plan import promise_from_json

    promise_from_json(payload)


KINDS = table_of(
    EventKind(BEGINNING, _readable_by(_beginning), is_listed=True),
    EventKind(STEP, _readable_by(_step)),
    EventKind(END, _readable_by(_end)),
    EventKind(ANSWER),
    EventKind(PULL),
    EventKind(REPORT, is_listed=True),
    EventKind(RESULT, _readable_by(_result, "exam result"), is_undoable=True, is_listed=True),
    EventKind(PLAN, _readable_by(_plan, "study plan"), is_undoable=True, is_listed=True),
    EventKind(EXAM_PLAN, _readable_by(_exam_plan, "plan"), is_undoable=True, is_listed=True),
    EventKind(PLAN_END, is_undoable=True, is_listed=True),
    EventKind(PROMISE, _readable_by(_promise, "plan's promise")),
)

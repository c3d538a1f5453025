"""The kinds of event that practice exams leave in the log, and what their payloads must hold."""

from collections.abc import Mapping
from typing import Any

from clfcards.exam.sitting import beginning_from_json
from clfcards.exam.steps import instant_from_json, step_from_json

BEGINNING = "sitting"
STEP = "sitting-step"
END = "sitting-end"
ANSWER = "answer"
REPORT = "report"

UNREADABLE = (LookupError, TypeError, ValueError, AttributeError, ArithmeticError)
"""What reading a payload raises where a newer program wrote it."""


def check_payload(kind: str, payload: Mapping[str, Any]) -> None:
    """Raises ValueError where an event of a sitting does not hold what one does."""
    try:
        if kind == BEGINNING:
            beginning_from_json("", payload)
        elif kind == STEP:
            step_from_json(payload)
            if type(payload["number"]) is not int or payload["number"] < 1:
                raise ValueError("steps count from 1")
        elif kind == END:
            instant_from_json(payload)
    except UNREADABLE as error:
        raise ValueError(f"this version cannot read its practice exam ({error})") from error

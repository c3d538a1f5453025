"""A sitting in the log is read and written in the format of version 0.1.0.

`old_sitting.json` has the events of a strict sitting as that version wrote them: flags, marks, an option
struck out, two runs, and a voided question.
"""

import json
from pathlib import Path
from typing import Any

from clfcards.codec import dumps
from clfcards.exam.report import report_of
from clfcards.exam.report_record import report_record
from clfcards.exam.sitting import Sitting, beginning_from_json, beginning_to_json, replay
from clfcards.exam.sitting_end import end_to_json, ended_from_json
from clfcards.exam.sitting_steps import step_from_json, step_to_json
from tests.exam.exam_bank import GUIDE

EVENTS: list[dict[str, Any]] = json.loads((Path(__file__).parent / "old_sitting.json").read_text())


def payloads(kind: str) -> list[dict[str, Any]]:
    return [event["payload"] for event in EVENTS if event["kind"] == kind]


def as_stored(value: object) -> Any:
    """The value as it comes back from the log."""
    return json.loads(dumps(value))


def begun() -> Sitting:
    return beginning_from_json("s1", payloads("sitting")[0])


def ended() -> Sitting:
    return ended_from_json(begun(), payloads("sitting-end")[0])


def test_a_beginning_is_read_and_written_as_before() -> None:
    assert as_stored(beginning_to_json(begun())) == payloads("sitting")[0]
    assert (begun().timing.limit_seconds, begun().timing.strict, len(begun().form)) == (1200, True, 10)


def test_every_step_is_read_and_written_as_before() -> None:
    stored = payloads("sitting-step")
    assert {step["kind"] for step in stored} == {
        *("looked", "chose", "flagged", "unflagged", "struck", "marked"),
        *("ticked", "stopped", "resumed", "voided", "submitted"),
    }
    for payload in stored:
        assert {"number": payload["number"], **as_stored(step_to_json(step_from_json(payload)))} == payload


def test_an_end_is_read_and_written_as_before_and_equals_the_replayed_steps() -> None:
    assert as_stored(end_to_json(ended())) == payloads("sitting-end")[0]
    steps = sorted(payloads("sitting-step"), key=lambda step: int(step["number"]))
    assert replay(begun(), map(step_from_json, steps)) == ended()


def test_a_report_is_written_as_before_except_that_a_short_form_has_no_verdict() -> None:
    none = dict.fromkeys(("scaled", "interval", "cut", "passed"))
    assert as_stored(report_record(report_of(GUIDE, ended()))) == payloads("report")[0] | none

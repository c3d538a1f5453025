"""The page counts what the program counts: a thousand sittings at random, folded in the browser and in Python."""

import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from clfcards.codec import from_json
from clfcards.decks.load import load_with_guide
from clfcards.exam.form import Form
from clfcards.exam.report import Report, report_of
from clfcards.words.score import amount
from tests.page.learner import Learner
from tests.page_sitting import PageSitting, sat_at_random

pytestmark = pytest.mark.browser
_COUNTED = """
return arguments[0].map(found => {
  lines.clear();
  found.forEach(readLine);
  const [sitting] = sittings(), {row, domains, tasks, ...counted} = figures(sitting);
  return {...counted, value: row[0], passed: row[5], domains: domains.map(each => [each.id, each.right, each.of]),
          tasks: tasks.map(each => [each.id, each.right, each.of]), ended: sitting.ended};
});
"""
_LISTS = ("wrong", "unanswered", "flagged", "guessed", "lucky", "right_to_wrong", "wrong_to_right")


def _counted(report: Report) -> dict[str, Any]:
    """The program's figures under the page's names."""
    assert report.score is not None
    return {
        "raw": report.raw,
        "scored": report.scored,
        "value": amount(report.score.kind, report.score.value),
        "passed": report.passed,
        "domains": [[part.id, part.right, part.of] for part in report.domains if part.of],
        "tasks": [[part.id, part.right, part.of] for part in report.tasks],
        "ended": report.sitting.ended,
        **{name: list(getattr(report, name)) for name in _LISTS},
    }


def _batches(form: Form, sittings: int, size: int = 100) -> Iterator[list[PageSitting]]:
    draw = random.Random(20261128)
    for _ in range(sittings // size):
        yield [sat_at_random(form, draw, f"{draw.getrandbits(64):016x}") for _ in range(size)]


def test_a_thousand_sittings_come_to_the_figures_of_the_program(learner: Learner, decks: Path) -> None:
    _, guide, _ = load_with_guide(decks / "tea-101")
    form = from_json(json.loads(learner.run("return encoded(formRecord(forms[1]))")), Form)
    for batch in _batches(form, 1000):
        for sitting, found in zip(batch, learner.run(_COUNTED, [each.lines for each in batch]), strict=True):
            report = report_of(guide, sitting.state)
            assert abs(found.pop("seconds") - report.pace.seconds) < 0.001
            assert abs(found.pop("median") - report.pace.median_seconds) < 0.001
            assert found == _counted(report)


def test_a_sitting_that_the_clock_ended_ignores_what_came_later(learner: Learner) -> None:
    form = from_json(json.loads(learner.run("return encoded(formRecord(forms[1]))")), Form)
    sitting = PageSitting(form)
    first = form.questions[0]
    sitting.wait(5401)
    sitting.step("chose", first.id, tuple(sorted(first.key)))
    sitting.step("submitted", word="clock")
    (found,) = learner.run(_COUNTED, [sitting.lines])
    assert (found["raw"], found["ended"], found["seconds"]) == (0, "clock", 5400)

"""A sitting as a page writes it: the lines of its events, made step by step by whoever plays the learner."""

import datetime as dt
import json
import random
from typing import Any

from clfcards.codec import to_json
from clfcards.exam.answer_text import form_mark
from clfcards.exam.form import Form
from clfcards.exam.sitting import Sitting, apply, begin, chosen_after
from clfcards.exam.sitting_steps import Step, StepKind, step_to_json
from clfcards.exam.timing import Timing
from clfcards.model.confidence import CONFIDENCES
from clfcards.model.instant import Instant

BEGAN = dt.datetime(2026, 11, 20, 18, 30, 0, 123000, dt.UTC)
OFFSET = 60
RUN = "00c1fca4d5000001"


class PageSitting:
    """One sitting. `state` is what the terminal would know after the same steps; `lines` are what the page keeps."""

    def __init__(self, form: Form, timing: Timing | None = None, run: str = RUN) -> None:
        self.form = form
        self._run = run
        self._ticks = 0.0
        self._wall = BEGAN
        self._number = 0
        timing = timing or Timing(5400.0)
        self.state: Sitting = begin(run, form, timing, self._now())
        payload = {
            **self._moment(),
            "form": to_json(form),
            "limit_seconds": timing.limit_seconds,
            "strict": timing.strict,
            "page": form_mark(form),
        }
        self.lines = [self._line(run, "sitting", "", payload)]

    def wait(self, seconds: float) -> None:
        self._ticks += seconds
        self._wall += dt.timedelta(seconds=seconds)

    def reload(self, run: str) -> None:
        """The page is loaded again: another run, whose ticks begin at 0."""
        self._run, self._ticks = run, 0.0
        self.step("resumed")

    def step(self, kind: StepKind, question: str = "", options: tuple[str, ...] = (), word: str = "") -> None:
        self._number += 1
        self.state = apply(self.state, Step(kind, self._now(), question, options, word))
        taken = step_to_json(Step(kind, self._now(), question, options, word))
        payload = {"number": self._number, **taken, **self._moment()}
        self.lines.append(self._line(f"{self._run}.{self._number:05}", "sitting-step", self.state.id, payload))

    def export(self, namespace: str) -> str:
        head = json.dumps({"clfcards_log": 1, "namespace": namespace}, separators=(",", ":"))
        return "\n".join([head, *self.lines]) + "\n"

    def _now(self) -> Instant:
        return Instant(self._wall, round(self._ticks, 3), self._run)

    def _moment(self) -> dict[str, Any]:
        return {
            "wall": self._wall.isoformat(timespec="milliseconds"),
            "ticks": round(self._ticks, 3),
            "boot": self._run,
        }

    def _line(self, id_: str, kind: str, subject: str, payload: dict[str, Any]) -> str:
        at = round(self._wall.timestamp() * 1000)
        event = {"id": id_, "at": at, "utc_offset": OFFSET, "kind": kind, "subject": subject, "payload": payload}
        return json.dumps(event, ensure_ascii=False, separators=(",", ":"))


def sat_at_random(form: Form, draw: random.Random, run: str = RUN) -> PageSitting:
    """A learner who answers, changes answers, flags, strikes out, marks, jumps, reloads, and hands in."""
    timing = Timing(draw.choice([None, 5400.0, 7200.0]))
    sitting = PageSitting(form, timing, run)
    knows = draw.random()
    for n in range(draw.randrange(1, 3 * len(form))):
        sitting.wait(round(draw.expovariate(1 / 40), 3))
        question = draw.choice(form.questions)
        if draw.random() < 0.02:
            sitting.reload(f"{draw.getrandbits(64):016x}")
        if question.id != sitting.state.current:
            sitting.step("looked", question.id)
            sitting.wait(round(draw.uniform(1, 30), 3))
        for _ in question.key:
            pool = sorted(question.key) if draw.random() < knows else question.options
            after = chosen_after(question, sitting.state.answers.get(question.id, ()), draw.choice(pool))
            if after is not None:
                sitting.step("chose", question.id, after)
        if draw.random() < 0.3:
            sitting.step("marked", question.id, word=draw.choice(["", *CONFIDENCES]))
        if draw.random() < 0.2:
            is_flagged = question.id in sitting.state.flagged
            sitting.step("unflagged" if is_flagged else "flagged", question.id)
        if draw.random() < 0.1:
            sitting.step("struck", question.id, (question.options[n % len(question.options)],))
    limit = timing.limit_seconds
    by_clock = limit is not None and sitting.state.used_seconds >= limit
    sitting.step("submitted", word="clock" if by_clock else "learner")
    return sitting

"""A month with a plan and the real commands: minutes are kept, and what was promised each morning comes true.

The learner's memory is the one that the plan believes in: FSRS with its default weights. Four days are missed, and one
practice exam goes badly. What is recalled on the exam's day is computed from the log alone.
"""

import datetime as dt
import json
import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from clfcards.log.log import Log
from clfcards.memory.replay import Replay, ReplayTerms, replay
from clfcards.memory.study_day import study_day
from clfcards.model.event import Event, live
from clfcards.use_cases.review import Reviewer
from tests.cli.test_month import exam_lines
from tests.command import run
from tests.fixed_clock import Clock, clock_of_commands
from tests.small_exam import fact, facts_file, question, questions_file, write_exam

TASKS = {"A.1": 25, "A.2": 25, "B.1": 30, "C.1": 20}
START = dt.datetime(2026, 3, 1, 18, tzinfo=dt.timezone(dt.timedelta(hours=1)))
EXAM_DATE = dt.date(2026, 3, 31)
DAYS, MINUTES = 30, 5
MISSED = {8, 9, 17, 24}
EXAMS = {21: 0, 27: 15}  # the days on which the plan has exams → right answers of 20: the first one is bad
MODEL = Replay(ReplayTerms()).model


@dataclass
class Learner:
    """Types answers. A card that was learned is recalled with the probability that its memory has by FSRS."""

    folder: Path
    clock: Clock
    draw: random.Random = field(default_factory=lambda: random.Random(5))
    script: list[str] | None = None

    def read(self, prompt: str, _: float | None) -> str | None:
        """The next line: a rating, or a line of the exam."""
        self.clock.now += dt.timedelta(seconds=self.draw.uniform(3, 8))
        if self.script is not None:
            return self.script.pop(0) if self.script else None
        if "enter shows" in prompt:
            return ""
        if "letter" in prompt:
            return self.letter(is_right=self.rating() != "1")
        if "rating; enter" in prompt:
            return ""
        return self.rating()

    def letter(self, *, is_right: bool) -> str:
        """The letter of a right or a wrong option of the question that is shown."""
        face = REVIEWERS[-1].face
        return next("abcdef"[n] for n, option in enumerate(face.options) if face.is_right([option.key]) == is_right)

    def rating(self) -> str:
        """The rating of the card that is shown: the first answer is as in the simulations of fsrs-rs."""
        past = REVIEWERS[-1].state.past
        if past is None:
            return self.draw.choices("1234", (0.24, 0.094, 0.495, 0.171))[0]
        today = day_of(self.clock.now)
        if past.last_day == today:
            return self.draw.choices("1234", (0.15, 0.06, 0.74, 0.05))[0]
        known = self.draw.random() < MODEL.retrievability(today - past.last_day, past.memory.stability)
        return self.draw.choices("234", (0.224, 0.631, 0.145))[0] if known else "1"


REVIEWERS: list[Reviewer] = []


def day_of(now: dt.datetime) -> int:
    offset = int((now.utcoffset() or dt.timedelta()).total_seconds() // 60)
    return study_day(round(now.timestamp() * 1000), offset)  # type: ignore[arg-type]


@pytest.fixture
def learner(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Learner]:
    files = {}
    for task, number in TASKS.items():
        slug = task.lower().replace(".", "")
        facts = [fact(f"f-{slug}-{n}") for n in range(number)]
        asked = [question(f"q-{slug}-{n}", "exam", tests=f"[f-{slug}-{n}]") for n in range(number - 6)]
        files[f"facts/{task}-x.yaml"] = facts_file(task, *facts)
        files[f"questions/{task}-x.yaml"] = questions_file(task, *asked)
    write_exam(tmp_path / "decks", files)
    clock = clock_of_commands(START, monkeypatch)
    found = Learner(tmp_path / "data", clock)
    monkeypatch.setattr("clfcards.cli.console.line_reader", lambda _: found.read)
    monkeypatch.setenv("CLFCARDS_DATA", str(tmp_path / "data"))
    monkeypatch.chdir(tmp_path)
    begin = Reviewer.__init__

    def watched(reviewer: Reviewer, *arguments: Any, **options: Any) -> None:
        begin(reviewer, *arguments, **options)
        REVIEWERS.append(reviewer)

    monkeypatch.setattr(Reviewer, "__init__", watched)
    yield found
    REVIEWERS.clear()


def events_of(learner: Learner) -> list[Event]:
    with Log.open(learner.folder, "tea-taster", learner.clock.now) as log:
        return live(log.events())


def minutes_on(events: list[Event], day: int) -> tuple[float, float]:
    """The minutes of a day, and those that a card took there on average, with every answer to it."""
    own = [event for event in events if event.kind == "review" and study_day(event.at, event.utc_offset) == day]
    spent = sum(event.duration or 0 for event in own) / 60_000
    return spent, spent / max(1, len({event.subject for event in own}))


def test_a_month_with_a_plan_keeps_its_minutes_and_its_promises(learner: Learner) -> None:
    made = run("plan", "--exam-date", str(EXAM_DATE), "--minutes", str(MINUTES), "--exams", "2", "--json")
    assert made.exit_code == 0, made.output
    assert json.loads(made.stdout)["days"] == DAYS
    assert json.loads(made.stdout)["exams"] == [str((START + dt.timedelta(days=day)).date()) for day in EXAMS]
    studied = [day for day in range(DAYS) if day not in MISSED]
    for day in studied:
        learner.clock.now = START + dt.timedelta(days=day)
        planned = 0 if day in EXAMS else MINUTES
        if day in EXAMS or day % 5 == 0:
            check_today(planned, has_exam=day in EXAMS)
        if day in EXAMS:
            run_exam(learner, EXAMS[day])
        assert run("review").exit_code == 0
        check_minutes(learner, planned)
    check_intervals(learner)
    check_promises(learner, [(START + dt.timedelta(days=day)).date() for day in studied])


def check_today(planned: int, *, has_exam: bool) -> None:
    """Today has the plan's minutes, and its exam."""
    (today,) = json.loads(run("today", "--json").stdout)["exams"]
    assert (today["plan"]["minutes_today"], today["plan"]["exam_today"]) == (planned, has_exam)


def run_exam(learner: Learner, right: int) -> None:
    """An exam with so many right answers."""
    learner.script = []
    original = learner.read

    def read(prompt: str, timeout: float | None) -> str | None:
        if not learner.script:
            learner.script = exam_lines(learner.folder, right)
        return original(prompt, timeout)

    learner.read = read  # type: ignore[method-assign, assignment]
    assert run("exam", "--new", "--seed", "7").exit_code == 0
    learner.read, learner.script = original, None  # type: ignore[method-assign]


def check_minutes(learner: Learner, planned: int) -> None:
    """The day's minutes are kept within 3% or one card, which takes there what cards take on average."""
    spent, on_a_card = minutes_on(events_of(learner), day_of(learner.clock.now))
    assert abs(spent - planned) <= max(0.03 * planned, on_a_card), (learner.clock.now, spent, planned, on_a_card)


def check_intervals(learner: Learner) -> None:
    """No card comes back after the exam's day."""
    last = (EXAM_DATE - dt.date(1970, 1, 1)).days
    with Log.open(learner.folder, "tea-taster", learner.clock.now) as log:
        assert all((state.due_day or 0) <= last for state in log.states().values())


def check_promises(learner: Learner, mornings: list[dt.date]) -> None:
    """What is recalled on the exam's day lies in the interval that was logged on every morning."""
    events = events_of(learner)
    states = replay(events, ReplayTerms())
    exam = (EXAM_DATE - dt.date(1970, 1, 1)).days
    deck = [f"f-{task.lower().replace('.', '')}-{n}/1" for task, number in TASKS.items() for n in range(number)]
    recall = sum(
        MODEL.retrievability(exam - past.last_day, past.memory.stability)
        for key in deck
        if key in states and (past := states[key].past) is not None
    ) / len(deck)
    promises = [event.payload for event in events if event.kind == "exam-plan-promise"]
    assert [dt.date.fromisoformat(promise["date"]) for promise in promises] == mornings
    outside = [
        (each["date"], each["low"], each["high"]) for each in promises if not each["low"] <= recall <= each["high"]
    ]
    assert not outside, (recall, outside)

"""A month with the real commands and a clock of its own: what Today says is what the log holds, and limits hold.

The learner grows, misses days, has one bad exam, and follows the next command of Today. Every number is counted again
from the events alone, with a replay that knows nothing of the stored states.
"""

import datetime as dt
import json
import random
import sqlite3
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from clfcards.log.log import Log
from clfcards.memory.replay import replay, terms_of
from clfcards.memory.state import CardState, Review
from clfcards.memory.study_day import day_of, study_day
from clfcards.model.event import Event, live
from clfcards.model.time import StudyDay
from tests.command import run
from tests.fixed_clock import Clock, clock_of_commands
from tests.small_exam import fact, facts_file, question, questions_file, write_exam

TASKS = {"A.1": 60, "A.2": 60, "B.1": 72, "C.1": 48}  # 240 facts, in proportion to the weights
WEIGHTS = {"A": 50, "B": 30, "C": 20}
NEW, REVIEWS, MINUTES = 12, 30, 10
START = dt.datetime(2026, 3, 1, 18, tzinfo=dt.timezone(dt.timedelta(hours=1)))
MISSED = {6, 7, 15, 16, 17, 18}
EXAMS = {4: 9, 9: 4, 14: 13, 20: 16, 25: 19}  # day → right answers of 20; day 9 is a bad one
TIMED_FROM = 22  # from this day on, there is a limit of minutes
FORM = {"A": 12, "B": 7, "C": 5}  # the questions of an exam: 20 scored and 4 unscored, apportioned separately


@dataclass
class Learner:
    """Types answers. A fact is recalled more often from day to day."""

    folder: Path
    clock: Clock
    draw: random.Random = field(default_factory=lambda: random.Random(3))
    day: int = 0
    right: int = 0
    script: list[str] | None = None

    def read(self, prompt: str, _: float | None) -> str | None:
        """The next line: a rating, a letter, or a line of the exam."""
        self.clock.now += dt.timedelta(seconds=self.draw.randrange(2, 9))
        if "enter shows" in prompt:
            return ""
        if "letter" in prompt:
            return "a" if "one letter" in prompt else "a,b"
        if "rating; enter" in prompt:
            return ""
        if "rating" in prompt:
            return "3" if self.draw.random() < 0.7 + self.day / 120 else "1"
        if self.script is None:
            self.script = exam_lines(self.folder, self.right)
        return self.script.pop(0) if self.script else None


def exam_lines(folder: Path, right: int) -> list[str]:
    """What to type to answer `right` of the scored questions right, and one of them as a guess."""
    typed = []
    for number, q in enumerate(last_form(folder)["questions"], start=1):
        key = list(q["key"])
        if not q["scored"] or right <= 0:
            key = [option for option in q["options"] if option not in key][: len(key)]
        right -= bool(q["scored"])
        typed += [f"go {number}", "".join("abcdef"[q["options"].index(option)] for option in key)]
    return [*typed, "submit", "y"]


def last_form(folder: Path) -> dict[str, Any]:
    (database,) = folder.glob("*.db")
    with sqlite3.connect(database) as connection:
        query = "SELECT payload FROM event WHERE kind = 'sitting' ORDER BY number DESC LIMIT 1"
        found: dict[str, Any] = json.loads(connection.execute(query).fetchone()[0])["form"]
    connection.close()
    return found


@dataclass(frozen=True)
class Recount:
    """The events of the log and what follows from them on one study day, without any code of Today or the queue."""

    events: tuple[Event, ...]
    states: dict[str, CardState]
    day: StudyDay

    @classmethod
    def of(cls, data: Path, now: dt.datetime) -> "Recount":
        with Log.open(data, "tea-taster", now) as log:
            events = log.events()
        offset = int((now.utcoffset() or dt.timedelta()).total_seconds() // 60)
        day = study_day(round(now.timestamp() * 1000), offset)  # type: ignore[arg-type]
        return cls(tuple(live(events)), replay(events, terms_of(events)), day)

    def day_of(self, event: Event) -> StudyDay:
        return day_of(event)

    def reviews(self, day: int) -> list[Event]:
        return [event for event in self.events if event.kind == "review" and self.day_of(event) == day]

    def introduced(self, day: int) -> list[str]:
        first: dict[str, int] = {}
        for event in self.events:
            if event.kind == "review":
                first.setdefault(event.subject, self.day_of(event))
        return [card for card, on in first.items() if on == day]

    def reviewed(self, day: int) -> set[str]:
        return {event.subject for event in self.reviews(day)} - set(self.introduced(day))

    def due(self) -> list[str]:
        """Cards in review that are due or were pulled since their last review; all notes here have one card."""
        return [
            key
            for key, state in self.states.items()
            if isinstance(state.phase, Review)
            and (state.phase.due_day <= self.day or state.is_pulled)
            and not state.was_studied_on(self.day)
            and state.suspended is None
        ]

    def pulled_new(self) -> list[str]:
        return [
            key
            for key, state in self.states.items()
            if state.is_new and state.pulled_at is not None and state.suspended is None
        ]

    def again(self) -> list[str]:
        return [key for key, state in self.states.items() if state.in_steps and state.suspended is None]

    def minutes(self, events: Iterable[Event]) -> float:
        return sum(event.duration or 0 for event in events) / 60_000

    def week(self) -> dict[str, float]:
        spent = Counter[str]()
        for event in self.events:
            if event.kind in ("review", "answer") and self.day - 7 < self.day_of(event) <= self.day:
                spent[domain_of(event.subject)] += event.duration or 0
        return {domain: spent[domain] / 60_000 for domain in WEIGHTS}

    def days_in_a_row(self) -> int:
        studied = {self.day_of(event) for event in self.events if event.kind in ("review", "answer")}
        last = self.day if self.day in studied else self.day - 1
        return next(n for n in range(100) if last - n not in studied)

    def met(self) -> set[str]:
        """The deck's cards that were reviewed; those of exam questions are not in the deck."""
        return {key for key, state in self.states.items() if not state.is_new and not key.startswith("q-")}

    def unseen_forms(self) -> int:
        asked = [json.loads(json.dumps(dict(e.payload)))["form"] for e in self.events if e.kind == "sitting"]
        seen = {q["id"] for form in asked for q in form["questions"]}
        left = Counter(domain_of(id_) for id_ in exam_questions() if id_ not in seen)
        return min(left[domain] // need for domain, need in FORM.items())

    def pace(self) -> tuple[float, float]:
        """Seconds per due card and per new card in the last 30 days, with 20 cards at the usual pace each."""
        seconds = Counter[tuple[str, StudyDay]]()
        first: dict[str, StudyDay] = {}
        for event in self.events:
            if event.kind == "review":
                day = self.day_of(event)
                first.setdefault(event.subject, day)
                if day > self.day - 30:
                    seconds[event.subject, day] += event.duration or 0
        new = [spent / 1000 for (card, day), spent in seconds.items() if first[card] == day]
        due = [spent / 1000 for (card, day), spent in seconds.items() if first[card] != day]
        return (20 * 12 + sum(due)) / (20 + len(due)), (20 * 35 + sum(new)) / (20 + len(new))


def domain_of(key: str) -> str:
    return key.split("-")[1][0].upper()


def exam_questions() -> list[str]:
    return [f"q-{slug(task)}-{n}" for task in TASKS for n in range(TASKS[task] // 2)]


def slug(task: str) -> str:
    return task.lower().replace(".", "")


@pytest.fixture
def month(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Learner:
    files = {}
    for task, number in TASKS.items():
        facts = [fact(f"f-{slug(task)}-{n}") for n in range(number)]
        asked = [
            question(f"q-{slug(task)}-{n}", "exam", tests=f"[f-{slug(task)}-{n}, f-{slug(task)}-{n + 1}]")
            for n in range(number // 2)
        ]
        files[f"facts/{task}-x.yaml"] = facts_file(task, *facts)
        files[f"questions/{task}-x.yaml"] = questions_file(task, *asked)
    write_exam(tmp_path / "decks", files)
    clock = clock_of_commands(START, monkeypatch)
    learner = Learner(tmp_path / "data", clock)
    monkeypatch.setattr("clfcards.cli.console.line_reader", lambda _: learner.read)
    monkeypatch.setenv("CLFCARDS_DATA", str(tmp_path / "data"))
    monkeypatch.chdir(tmp_path)
    return learner


def test_a_month_of_study_keeps_the_limits_and_today_says_what_the_log_holds(month: Learner) -> None:
    assert (
        run("review", "--limit", "1", "--set", f"new_per_day={NEW}", "--set", f"reviews_per_day={REVIEWS}").exit_code
        == 0
    )
    waited = backlog = 0
    for day in range(30):
        if day in MISSED:
            continue
        month.day, month.clock.now = day, START + dt.timedelta(days=day)
        if day in EXAMS:
            month.right, month.script = EXAMS[day], None
            assert run("exam", "--new", "--seed", str(day)).exit_code == 0
        if day == TIMED_FROM:
            assert run("review", "--limit", "1", "--set", f"minutes_per_day={MINUTES}").exit_code == 0
        shown = check_today(month, timed=day >= TIMED_FROM)
        waited, backlog = max(waited, shown["waiting_pulled"]), max(backlog, shown["waiting_due"])
        assert run("review").exit_code == 0
        check_limits(month, timed=day >= TIMED_FROM)
        if day % 3 == 0:
            check_today(month, timed=day >= TIMED_FROM)
            follow(month)
    assert waited > 2 * NEW  # the bad exam pulled in more than two days of new cards
    assert backlog > 0  # after the missed days, more was due than the limit
    check_mix(month)


def check_today(month: Learner, *, timed: bool) -> dict[str, Any]:
    """Compares every number of Today with the recount."""
    found = json.loads(run("today", "--json").stdout)
    recount = Recount.of(month.folder, month.clock.now)
    (one,) = found["exams"]
    assert dt.date.fromisoformat(found["date"]) == dt.date(1970, 1, 1) + dt.timedelta(days=recount.day)
    due, pulled, again = recount.due(), recount.pulled_new(), recount.again()
    left_in_steps = [key for key in again if not recount.states[key].was_studied_on(recount.day)]
    allowed = max(0, REVIEWS - len(recount.reviewed(recount.day)) - len(left_in_steps))
    pace_due, pace_new = recount.pace()
    spent = recount.minutes(recount.reviews(recount.day))
    seconds = 60 * max(0.0, MINUTES - spent) - len(again) * pace_due if timed else 10**9
    shown = max(0, min(len(due), allowed, int(seconds / pace_due)))
    room = NEW - len(recount.introduced(recount.day)) if shown == len(due) else 0
    new = max(0, min(room, int((seconds - shown * pace_due) / pace_new)))
    unmet = set(recount.met())
    new = min(new, len(pulled) + sum(TASKS.values()) - len(unmet | set(pulled)))
    assert one["again"] == len(again)
    is_up = timed and spent >= MINUTES
    assert one["due"] == (0 if is_up else len(again) + shown)
    assert one["new"] == new
    assert one["waiting_due"] == len(due) - shown
    assert one["waiting_pulled"] == max(0, len(pulled) - new)
    assert one["waiting"] == one["waiting_due"] + one["waiting_pulled"] + (len(again) if is_up else 0)
    assert one["minutes"] == pytest.approx((one["due"] * pace_due + new * pace_new) / 60, abs=0.051)
    assert one["minutes_done"] == pytest.approx(spent, abs=0.051)
    assert one["days_in_a_row"] == recount.days_in_a_row()
    assert one["met"] == len(recount.met())
    assert one["cards"] == sum(TASKS.values())
    met = Counter(key.split("-")[1] for key in recount.met())
    assert [(task["id"], task["met"], task["cards"]) for task in one["tasks"]] == [
        (task, met[slug(task)], number) for task, number in TASKS.items()
    ]
    for domain in one["week"]:
        assert domain["weight"] == WEIGHTS[domain["id"]]
        assert domain["minutes"] == pytest.approx(recount.week()[domain["id"]], abs=0.051)
    assert one["unseen_forms"] == recount.unseen_forms()
    if recount.day % 3:
        return dict(one)
    readiness = json.loads(run("readiness", "--json").stdout)
    same = ("verdict", "probability", "interval", "streak")
    assert [one["readiness"][name] for name in same] == [readiness[name] for name in same]
    assert readiness["next"] == found["next"]
    return dict(one)


def check_limits(month: Learner, *, timed: bool) -> None:
    recount = Recount.of(month.folder, month.clock.now)
    assert len(recount.introduced(recount.day)) <= NEW
    assert len(recount.reviewed(recount.day)) <= REVIEWS
    if timed:
        last = recount.minutes(recount.reviews(recount.day)[-1:])
        assert recount.minutes(recount.reviews(recount.day)) - last < MINUTES  # no card after the time was up


def follow(month: Learner) -> None:
    """The next command runs, and a review that it names shows a card."""
    command = json.loads(run("today", "--json").stdout)["next"]["command"].split()[1:]
    if command[0] == "review":
        shown = run(*command, "--limit", "1")
        assert shown.exit_code == 0
        assert "[new" in shown.stdout or "[due" in shown.stdout or "[learning" in shown.stdout
    elif command[0] != "exam":
        assert run(*command).exit_code == 0


def check_mix(month: Learner) -> None:
    """The cards introduced in the month follow the weights within two points."""
    recount = Recount.of(month.folder, month.clock.now)
    met = Counter(domain_of(key) for key, state in recount.states.items() if not state.is_new)
    for domain, weight in WEIGHTS.items():
        assert 100 * met[domain] / met.total() == pytest.approx(weight, abs=2)

"""Under a plan, no interval reaches beyond the exam's day, whatever asks a card and however it is answered."""

import datetime as dt
import random
from pathlib import Path

import pytest

from clfcards.log.log import Log
from clfcards.memory.study_day import day_of
from clfcards.model.event import Event
from clfcards.model.interval import Days
from tests.command import run
from tests.fixed_clock import Clock
from tests.small_exam import GUIDE, fact, facts_file, question, questions_file, write_exam

START = dt.datetime(2026, 3, 2, 18, tzinfo=dt.timezone(dt.timedelta(hours=1)))
DAYS = 12
EXAM_DAY = (START.date() + dt.timedelta(DAYS) - dt.date(1970, 1, 1)).days
TASKS = ("A.1", "A.2", "B.1", "C.1")
ASKING = (
    ("review",),
    ("review", "--ahead", "9"),
    ("review", "--new", "3"),
    ("review", "--domain", "A", "--minutes", "2"),
    ("review", "--cram", "--limit", "5"),
    ("review", "--mistakes"),
    ("learn", "A.2"),
)


@pytest.fixture
def clock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Clock:
    files = {}
    for task in TASKS:
        slug = task.lower().replace(".", "")
        files[f"facts/{task}-x.yaml"] = facts_file(task, *(fact(f"f-{slug}-{n}") for n in range(10)))
        asked = [question(f"q-{slug}-{n}", tests=f"[f-{slug}-{n}]") for n in range(4)]
        files[f"questions/{task}-x.yaml"] = questions_file(task, *asked)
    write_exam(tmp_path / "decks", files, guide=GUIDE)
    clock = Clock(START, step=dt.timedelta(seconds=1))
    clock.install(monkeypatch, "cli", "system")
    monkeypatch.setenv("CLFCARDS_DATA", str(tmp_path / "data"))
    monkeypatch.chdir(tmp_path)
    return clock


def typed(draw: random.Random) -> str:
    """A whole session: ratings from "again" to "easy", letters for questions, and how sure the learner is."""
    return "".join(draw.choice(_TYPED) for _ in range(300))


_TYPED = ("\n", "1\n", "2\n", "3\n", "4\n", "4\n", "4\n", "a\n", "b\n", "a!\n")


def reviews() -> list[Event]:
    with Log.open(Path("data"), "tea-taster", START) as log:
        return [event for event in log.events() if event.kind == "review"]


@pytest.mark.parametrize("seed", range(3))
def test_no_interval_in_the_whole_log_reaches_beyond_the_exam(clock: Clock, seed: int) -> None:
    draw = random.Random(seed)
    made = run("plan", "--exam-date", str(START.date() + dt.timedelta(DAYS)), "--minutes", "15")
    assert made.exit_code == 0, made.output
    for day in sorted(draw.sample(range(DAYS), 8)):
        clock.now = START + dt.timedelta(days=day)
        for command in (ASKING[0], draw.choice(ASKING), draw.choice(ASKING)):
            assert run(*command, stdin=typed(draw)).exit_code == 0, command
    found = reviews()
    beyond = [
        (event.subject, day, interval.days)
        for event in found
        if isinstance(interval := event.interval, Days) and (day := day_of(event)) + interval.days > EXAM_DAY
    ]
    assert not beyond
    longest = max(event.interval.days for event in found if isinstance(event.interval, Days))
    assert longest > DAYS / 3  # the bound was met
    assert len(found) > 60

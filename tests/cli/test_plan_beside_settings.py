"""What a plan takes the place of is said where somebody changes it, and what does not fit is said, too."""

import datetime as dt
import json
from pathlib import Path

import pytest

from clfcards.exam.exam_plan import ExamPlan
from clfcards.use_cases.plan.outlook import Outlook, PlannedDay
from clfcards.words.plan import dropped_sentence, exams_phrase
from tests.command import run
from tests.fixed_clock import Clock
from tests.small_exam import full_exam

START = dt.datetime(2026, 3, 2, 18, tzinfo=dt.UTC)
NOTE = "your plan has its own minutes for each day: 'clfcards plan --minutes N' changes them"
DATES = tuple(dt.date(2026, 3, day) for day in range(16, 30, 2))


@pytest.fixture
def clock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Clock:
    full_exam(tmp_path / "decks")
    clock = Clock(START)
    clock.install(monkeypatch, "cli", "system")
    monkeypatch.setenv("CLFCARDS_DATA", str(tmp_path / "data"))
    monkeypatch.chdir(tmp_path)
    return clock


CHANGES = [("review", "--set", "minutes_per_day=5"), ("settings", "minutes_per_day", "5")]


@pytest.mark.parametrize("change", CHANGES)
def test_a_limit_of_minutes_beside_a_plan_says_that_the_plan_has_its_own(clock: Clock, change: tuple[str, ...]) -> None:
    assert NOTE not in run(*change, stdin="q\n").stderr
    assert run("plan", "--exam-date", "2026-03-30", "--minutes", "10").exit_code == 0
    assert NOTE in " ".join(run(*change, stdin="q\n").stderr.split())
    (today,) = json.loads(run("today", "--json").stdout)["exams"]
    assert today["minutes_per_day"] == 10
    assert NOTE not in run("settings", "new_per_day", "5").stderr
    assert run("plan", "--drop").exit_code == 0
    assert json.loads(run("today", "--json").stdout)["exams"][0]["minutes_per_day"] == 5


def test_a_review_on_a_day_off_says_so_and_how_to_study_all_the_same(clock: Clock) -> None:
    """It only said that nothing was reviewed."""
    said = "Note: today is a day off in your plan: 'clfcards plan --on today=20' gives it minutes."
    assert run("plan", "--exam-date", "2026-03-12", "--minutes", "10", "--off", "mon").exit_code == 0
    assert said in run("review").stdout
    assert run("plan", "--on", "today=20").exit_code == 0
    assert said not in run("review", stdin="\n3\nq\n").stdout
    clock.now += dt.timedelta(days=1)
    assert said not in run("review", stdin="q\n").stdout


@pytest.mark.parametrize(
    ("exams", "chosen", "phrase"),
    [
        (DATES, None, "7 practice exams of 90 min"),
        (DATES, 7, "7 practice exams of 90 min"),
        (DATES, 9, "7 practice exams of 90 min, because 9 do not fit"),
        (DATES[:1], 2, "1 practice exam of 90 min, because 2 do not fit"),
        ((), 5, "no practice exam, because none fits"),
        ((), 0, ""),
        ((), None, ""),
    ],
)
def test_the_plan_says_when_fewer_exams_fit_than_were_asked_for(
    exams: tuple[dt.date, ...], chosen: int | None, phrase: str
) -> None:
    plan = ExamPlan(dt.date(2026, 3, 30), (60,) * 7, (), exams, 90, chosen)
    assert exams_phrase(plan, exams) == phrase


@pytest.mark.parametrize(
    ("dropped", "untested", "sentence"),
    [
        (1, 0, "1 card: its minutes bring more elsewhere"),
        (1, 1, "1 card: its minutes bring more elsewhere; no practice exam asks for it"),
        (3, 3, "3 cards: their minutes bring more elsewhere; no practice exam asks for any of them"),
        (3, 2, "3 cards: their minutes bring more elsewhere; no practice exam asks for 2 of them"),
    ],
)
def test_what_is_left_out_is_said_in_the_right_number(dropped: int, untested: int, sentence: str) -> None:
    day = PlannedDay(dt.date(2026, 3, 2), 1, 0, 10)
    cards = tuple(f"n{n}/1" for n in range(dropped))
    outlook = Outlook(0.5, 0.4, 0.6, 0.5, 0.6, (), (), cards, untested, (day,), (), 30.0)
    assert dropped_sentence(outlook) == sentence

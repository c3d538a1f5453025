"""Every start but the first of a day reads what was kept of the plan, and what is kept is never shown wrongly."""

import datetime as dt
import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.cli.test_starts import loaded_by
from tests.command import run
from tests.fixed_clock import Clock
from tests.small_exam import full_exam

START = dt.datetime(2026, 3, 2, 18, tzinfo=dt.UTC)  # a Monday
WHOLE_PLAN = {"numpy", "clfcards.exam.exam_plan", "clfcards.use_cases.plan.outlook", "clfcards.use_cases.plan.morning"}


@pytest.fixture(scope="module")
def planned(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an exam and a learner's data, in which a plan was made at START."""
    folder = tmp_path_factory.mktemp("planned")
    full_exam(folder / "decks")
    with pytest.MonkeyPatch.context() as patch:
        Clock(START).install(patch, "cli", "system")
        where = ("--decks", str(folder / "decks"), "--data", str(folder / "data"))
        assert run(*where, "plan", "--exam-date", "2026-03-30", "--minutes", "10").exit_code == 0
    return folder


@pytest.fixture
def clock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, planned: Path) -> Clock:
    shutil.copytree(planned, tmp_path, dirs_exist_ok=True)
    clock = Clock(START)
    clock.install(monkeypatch, "cli", "system")
    monkeypatch.setenv("CLFCARDS_DATA", str(tmp_path / "data"))
    monkeypatch.chdir(tmp_path)
    return clock


def today() -> dict[str, Any]:
    result = run("today", "--json")
    assert result.exit_code == 0, result.output
    exam: dict[str, Any] = json.loads(result.stdout)["exams"][0]
    return exam


def kept(name: str = "exam-plan-today") -> Path:
    return Path("data/cache/tea-101") / name


@pytest.mark.parametrize("command", ["today", "review"])
def test_a_start_under_a_plan_loads_neither_numpy_nor_the_whole_plan(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    full_exam(tmp_path / "decks")
    monkeypatch.setenv("CLFCARDS_DATA", str(tmp_path / "data"))
    monkeypatch.chdir(tmp_path)
    date = (dt.datetime.now().astimezone() + dt.timedelta(20)).date()
    assert run("plan", "--exam-date", str(date), "--minutes", "10").exit_code == 0
    assert run(command, stdin="q\n").exit_code == 0  # the first start
    assert not loaded_by(command, folder=tmp_path) & WHOLE_PLAN


def test_what_was_kept_by_an_earlier_version_a_damaged_file_and_none_at_all_make_no_difference(clock: Clock) -> None:
    before = today()
    assert before["plan"]["days_left"] == 28
    kept().unlink()  # as before this file existed
    assert today() == before
    kept().write_bytes(b"nonsense")
    assert today() == before
    kept().unlink()
    kept("exam-plan").unlink()
    assert today()["plan"].keys() == before["plan"].keys()
    assert (kept().is_file(), today()["new"]) == (True, before["new"])


def test_another_day_plan_or_limit_is_seen_at_once(clock: Clock) -> None:
    assert today()["plan"]["minutes_today"] == 10
    assert run("plan", "--on", "today=5").exit_code == 0
    assert today()["plan"]["minutes_today"] == 5
    assert run("review", "--set", "new_per_day=1", stdin="q\n").exit_code == 0
    assert today()["new"] == 1
    clock.now += dt.timedelta(days=1)
    assert (today()["plan"]["days_left"], today()["plan"]["minutes_today"]) == (27, 10)
    assert run("plan", "--drop").exit_code == 0
    assert today()["plan"] is None
    assert run("history", "undo").exit_code == 0
    assert today()["plan"]["days_left"] == 27


def test_a_log_from_before_the_answers_is_noticed(clock: Clock) -> None:
    """A backup that was put back does not have the answers that the kept plan follows from."""
    shutil.copytree("data", "backup", ignore=shutil.ignore_patterns("cache"))
    for command in ("review", "today"):
        clock.now += dt.timedelta(seconds=9)
        clock.step = dt.timedelta(seconds=4)
        assert run(command, stdin="\n4\n" * 6).exit_code == 0
    clock.step = dt.timedelta()
    clock.now += dt.timedelta(days=1)
    assert today()["plan"]["minutes_ahead"] > -10
    shutil.copytree("backup", "data", dirs_exist_ok=True)
    assert today()["plan"]["minutes_ahead"] == -10


def test_each_morning_is_promised_once_however_often_a_review_begins(clock: Clock) -> None:
    clock.now += dt.timedelta(days=1)
    for _ in range(3):
        assert run("review", stdin="q\n").exit_code == 0
    assert run("history", "export", "log.jsonl").exit_code == 0
    events = [json.loads(line) for line in Path("log.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [event["payload"]["date"] for event in events if event.get("kind") == "exam-plan-promise"] == [
        "2026-03-02",
        "2026-03-03",
    ]

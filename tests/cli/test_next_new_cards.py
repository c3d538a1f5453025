"""The next command offers new cards only to whoever wants some, and reads the study plan's task before it asks."""

import datetime as dt
import json
from pathlib import Path

import pytest

from clfcards.log.log import Log
from tests.command import run
from tests.log_events import DAY, review
from tests.small_exam import fact, facts_file, full_exam, question, questions_file, write_exam


@pytest.fixture
def exam(tmp_path: Path) -> list[str]:
    full_exam(tmp_path / "decks")
    return ["--decks", str(tmp_path / "decks"), "--data", str(tmp_path / "data")]


def next_command(exam: list[str]) -> str:
    return str(json.loads(run(*exam, "--json", "today").stdout)["next"]["command"])


def test_whoever_wants_no_new_cards_is_offered_none(exam: list[str]) -> None:
    run(*exam, "review", "--set", "new_per_day=2", stdin="\n4\n\n4\n")
    assert next_command(exam) == "clfcards review --new 10"
    run(*exam, "review", "--set", "new_per_day=0", stdin="q\n")
    assert next_command(exam) == "clfcards stats"


def test_the_planned_task_is_read_and_its_cards_are_asked(tmp_path: Path) -> None:
    files = {}
    for task in ("A.1", "A.2", "B.1", "C.1"):
        name = task.lower().replace(".", "-")
        files[f"facts/{task}-x.yaml"] = facts_file(task, *(fact(f"{name}-f{n}") for n in range(6)))
        files[f"questions/{task}-x.yaml"] = questions_file(task, *(question(f"{name}-q{n}") for n in range(5)))
    write_exam(tmp_path / "decks", files)
    exam = ["--decks", str(tmp_path / "decks"), "--data", str(tmp_path / "data")]
    run(*exam, "diagnostic", stdin="submit\ny\n")
    run(*exam, "review", "--set", "new_per_day=2", stdin="a\n4\na\n4\n")
    program, command, task, option, limit = next_command(exam).split()
    assert (program, command, option) == ("clfcards", "learn", "--limit")
    asked = json.loads(run(*exam, "--json", "learn", task, "--limit", limit, stdin="\n\n3\nq\n").stdout)
    assert asked["summary"]["learned"] == 1


def test_no_card_of_tomorrow_comes_before_a_due_one_that_waits(exam: list[str], tmp_path: Path) -> None:
    now = dt.datetime.now(dt.UTC)
    past = int(now.timestamp() * 1000) - 10 * DAY
    with Log.open(tmp_path / "data", "tea-taster", now) as log:
        log.append(*(review(f"r{n}", f"a-1-f{n}/1", 3, past + n, interval=5) for n in range(3)))
    limits = ("--set", "reviews_per_day=1", "--set", "new_per_day=0")
    reviewed = run(*exam, "review", *limits, stdin="\n3\n")
    said = "Next: clfcards stats (today's limit is used up; 2 due cards wait for another day)"
    assert said in " ".join(reviewed.stdout.split())
    assert next_command(exam) == "clfcards stats"

"""The next command offers new cards only to whoever wants some, and reads the study plan's task before it asks."""

import json
from pathlib import Path

import pytest

from tests.command import run
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

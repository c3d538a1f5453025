"""The next command that Today names is run, in many states of a log: it can run, and it has something to do."""

import json
import random
from pathlib import Path

import pytest

from clfcards.log.log import Log
from clfcards.next_step import NextStep
from clfcards.screens.today.app import Leaving
from tests.command import run
from tests.fixed_clock import Clock
from tests.log_events import DAY, NOON, NOW, event, review
from tests.small_exam import fact, facts_file, question, questions_file, write_exam

TASKS = {"A.1": 6, "A.2": 6, "B.1": 8, "C.1": 5}


@pytest.fixture
def tea(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An exam with a whole form of 24 questions and enough study questions for a diagnostic."""
    files = {}
    for task, exams in TASKS.items():
        name = task.lower().replace(".", "")
        asked = [question(f"q-{name}-{n}", "exam") for n in range(exams)]
        asked += [question(f"s-{name}-{n}", "study") for n in range(4)]
        files[f"questions/{task}-x.yaml"] = questions_file(task, *asked)
        files[f"facts/{task}-x.yaml"] = facts_file(task, *(fact(f"f-{name}-{n}") for n in range(4)))
    write_exam(tmp_path / "decks", files)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CLFCARDS_DATA", str(tmp_path / "data"))
    return tmp_path


def fill(draw: random.Random) -> None:
    """Brings the log into some state: sittings left or ended, cards known, put off or suspended, and limits."""
    if draw.random() < 0.25:
        run("diagnostic", "--plain", stdin=draw.choice(["q\n", "a\n" * 10 + "s\ny\n"]))
    if draw.random() < 0.3:
        run("exam", "--plain", stdin=draw.choice(["q\n", "s\ny\n", "a\nq\n"]))
    keys = [f"f-{task.lower().replace('.', '')}-{n}/1" for task in TASKS for n in range(4)]
    known = draw.sample(keys, draw.choice([0, 3, len(keys), len(keys)]))
    ahead = draw.choice([0, 9, 30])  # days
    with Log.open(Path("data"), "tea-taster", NOW) as log:
        for number, key in enumerate(known):
            at, days = NOON - draw.randrange(0, 9) * DAY, ahead + draw.randrange(1, 12)
            log.append(review(f"r{number}", key, draw.randrange(2, 5), at, days))
            if draw.random() < 0.2:
                log.append(event(f"s{number}", draw.choice(["suspend", "bury"]), key, NOON))
    for setting in ("new_per_day=0", "reviews_per_day=0", "minutes_per_day=1"):
        if draw.random() < 0.25:
            run("review", "--plain", "--set", setting, stdin="q\n")


@pytest.mark.parametrize("seed", range(24))
def test_the_next_command_runs_and_has_something_to_do(tea: Path, monkeypatch: pytest.MonkeyPatch, seed: int) -> None:
    Clock(NOW).install(monkeypatch, "cli", "system")
    fill(random.Random(seed))
    command = json.loads(run("today", "--json").stdout)["next"]["command"].split()
    assert command[0] == "clfcards"
    result = run(*command[1:], *([] if command[1] == "stats" else ["--plain"]), stdin="n\nq\n")
    assert result.exit_code == 0, (command, result.output)
    if command[1] == "review":
        assert "\n[" in f"\n{result.stdout}", (command, result.output)  # a card was shown
    elif command[1] in ("exam", "diagnostic"):
        assert "1 of " in result.stdout or "you left" in result.stdout.lower(), (command, result.output)
    else:
        assert command[1] == "stats"


@pytest.mark.parametrize("seed", range(24))
def test_no_report_ends_with_the_command_that_shows_it(tea: Path, monkeypatch: pytest.MonkeyPatch, seed: int) -> None:
    """`stats` ended with "Next: clfcards stats" once the minutes of the day were used up."""
    Clock(NOW).install(monkeypatch, "cli", "system")
    fill(random.Random(seed))
    for report in (["stats"], ["plan"], ["readiness"], ["history"], ["search", "mean"]):
        shown = " ".join(run(*report).stdout.split())
        assert shown.count("Next: ") == 1, (report, shown)
        assert f"Next: clfcards {report[0]}" not in shown, (report, shown)


def test_a_command_without_a_screen_of_its_own_ends_the_page(tea: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The page was drawn over the statistics that it had started, and named them again."""
    shown = []

    def leave_with(command: str) -> object:
        def run_today(_: object) -> Leaving:
            shown.append(command)
            return Leaving(NextStep.run(command) if len(shown) == 1 else None, 0)

        return run_today

    monkeypatch.setattr("clfcards.cli.console.is_full_screen", lambda _: True)
    for command, times in (("stats", 1), ("plan", 1)):
        shown.clear()
        monkeypatch.setattr("clfcards.screens.today.app.run_today", leave_with(command))
        assert run().exit_code == 0
        assert len(shown) == times


def test_an_exam_that_was_left_without_an_answer_does_not_keep_the_next_command(tea: Path) -> None:
    """Whoever began an exam by mistake was told to resume it until they did, and throwing it away began another."""

    def following() -> str:
        return str(json.loads(run("today", "--json").stdout)["next"]["command"])

    run("diagnostic", "--plain", stdin="a\n" * 10 + "s\ny\n")
    assert following() == "clfcards review"
    run("exam", "--plain", stdin="q\n")
    assert following() == "clfcards review"
    run("exam", "--plain", stdin="r\na\nq\n")
    assert following() == "clfcards exam"
    run("exam", "--plain", stdin="t\nq\n")
    assert following() == "clfcards review"

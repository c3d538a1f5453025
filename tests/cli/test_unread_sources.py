"""One bad line of YAML takes a file's cards out of the deck: every command for learners says so, and what it costs."""

import json
from pathlib import Path

import pytest

from tests.command import run
from tests.small_exam import fact, facts_file, question, questions_file, write_exam

COMMANDS = (
    ("today",), ("review", "--plain"), ("stats",), ("readiness",), ("history",), ("exam", "--plain"),
    ("diagnostic", "--plain"), ("history", "exams"), ("show", "f-a1-0"), ("search", "means"),
    ("learn", "A.1", "--read"), ("history", "mistakes"), ("today", "--short"), ("today", "--json"),
)  # fmt: skip


@pytest.fixture
def tea(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Twenty facts a task: 40 cards of A, 24 of B and 16 of C make the deck."""
    files = {}
    for task in ("A.1", "A.2", "B.1", "C.1"):
        slug = task.lower().replace(".", "")
        asked = [question(f"q-{slug}-{n}", "exam") for n in range(12)]
        files[f"questions/{task}-x.yaml"] = questions_file(task, *asked)
        files[f"facts/{task}-x.yaml"] = facts_file(task, *(fact(f"f-{slug}-{n}") for n in range(24)))
    write_exam(tmp_path / "decks", files)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CLFCARDS_DATA", str(tmp_path / "data"))
    return tmp_path


def spoil(folder: Path, name: str = "facts/C.1-x.yaml") -> None:
    path = folder / "decks" / "tea-101" / name
    path.write_text(path.read_text(encoding="utf-8") + "   bad: [\n", encoding="utf-8")


def cards(folder: Path) -> int:
    return int(json.loads(run("today", "--json").stdout)["exams"][0]["cards"])


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_for_learners_says_which_file_has_errors(tea: Path, command: tuple[str, ...]) -> None:
    spoil(tea)
    result = run(*command, stdin="q\n")
    assert result.stderr.count("facts/C.1-x.yaml' has errors, so ") == 1, result.stderr
    assert result.output.count("errors") == result.output.count("run 'clfcards check'") == 1, result.output


def test_the_cards_that_are_missing_are_those_of_the_last_whole_deck(tea: Path) -> None:
    """The deck keeps the weights, so it loses cards of every domain, and not only those of the file."""
    run("review", "--plain", stdin="q\n")  # reads the whole deck
    whole = cards(tea)
    spoil(tea, "facts/A.1-x.yaml")
    lost = whole - cards(tea)
    assert lost > 24  # the file has 24 facts
    assert f"so {lost} cards are missing" in run("review", "--plain", stdin="q\n").stderr
    assert f"so {lost} cards are missing" in run("stats").stderr  # from the cache
    found = json.loads(run("today", "--json").stdout)["exams"][0]
    assert found["missing_cards"] == lost


def test_without_a_whole_deck_before_the_ids_of_the_file_are_counted(tea: Path) -> None:
    spoil(tea)
    assert "so 24 cards are missing" in run("today").stderr


def test_one_item_that_cannot_be_read_is_one_card(tea: Path) -> None:
    path = tea / "decks" / "tea-101" / "facts" / "B.1-x.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("back: hot", "bakc: hot", 1), encoding="utf-8")
    assert "facts/B.1-x.yaml' has errors, so 1 card is missing: run 'clfcards check'" in run("today").stderr


def test_whole_sources_are_not_mentioned(tea: Path) -> None:
    assert "errors" not in run("today").stderr

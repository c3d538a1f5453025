"""Which decks a command takes: it says so if they are not in sight, and it never writes to those of the program."""

import json
import os
import subprocess
from pathlib import Path

import pytest

from clfcards.cli import COMMANDS
from tests.command import run
from tests.small_exam import full_exam

WRITING = {
    "bank import": ("bank", "import", "bank.csv", "--yes"),
    "new": ("new", "fact", "--task", "A.1", "--no-edit"),
    "retire": ("retire", "a-1-f0", "--reason", "wrong", "--yes"),
    "guide apply": ("guide", "apply", "new.yaml", "--yes"),
    "guide undo": ("guide", "undo", "--yes"),
}
READING = {
    "check": ("check",),
    "confusions": ("confusions",),
    "coverage": ("coverage",),
    "preview": ("preview",),
    "page": ("page",),
    "build": ("build",),
    "guide show": ("guide", "show"),
    "bank": ("bank", "sources"),
    "bank export": ("bank", "export", "--as", "csv"),
    "anki diff": ("anki", "diff", "--address", "127.0.0.1:9"),
    "anki export": ("anki", "export", "--address", "127.0.0.1:9"),
    "anki setup": ("anki", "setup", "--dry-run", "--address", "127.0.0.1:9"),
    "today": ("today",),
    "anki push": ("anki", "push", "--dry-run", "--address", "127.0.0.1:9"),  # where nothing answers
    "review": ("review", "--plain"),
    "stats": ("stats",),
    "show": ("show", "a-1-f0"),
    "search": ("search", "hot"),
    "learn": ("learn", "A.1", "--plain"),
    "doctor": ("doctor",),
    "history": ("history",),
    "readiness": ("readiness",),
    "result": ("result", "passed"),
    "optimize": ("optimize", "--dry-run"),
    "anki import": ("anki", "import", "collection.anki2"),
    "settings": ("settings",),
    "plan": ("plan",),
    "exam": ("exam", "--plain", "--length", "4"),
    "diagnostic": ("diagnostic", "--plain"),
}
NOT_ABOUT_DECKS = {"init", "schema", "whatsnew", "use"}  # the last two are tried below and in test_several_exams


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty current folder, and the exam as the decks inside an installed program."""
    full_exam(tmp_path / "site" / "clfcards" / "packaged_decks")
    monkeypatch.setattr("clfcards.decks.folders.__file__", str(tmp_path / "site/clfcards/decks/folders.py"))
    monkeypatch.setenv("CLFCARDS_DATA", str(tmp_path / "data"))
    (tmp_path / "home").mkdir()
    monkeypatch.chdir(tmp_path / "home")
    Path("new.yaml").write_bytes((tmp_path / "site/clfcards/packaged_decks/tea-101/guide.yaml").read_bytes())
    return tmp_path / "home"


def program_decks(home: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in (home.parent / "site").rglob("*") if path.is_file()}


def test_every_command_is_tried_here() -> None:
    tried = {name.split()[0] for name in (*WRITING, *READING)}
    assert tried | NOT_ABOUT_DECKS == set(COMMANDS)


@pytest.mark.parametrize("in_sight", ["nothing", "decks", "decks/aif-c01/facts"])
@pytest.mark.parametrize("command", WRITING)
def test_a_writing_command_refuses_the_decks_inside_the_program(home: Path, command: str, in_sight: str) -> None:
    """An author who had made an empty exam folder changed the installed copy."""
    (home / in_sight).mkdir(parents=True)
    before = program_decks(home)
    result = run(*WRITING[command])
    assert result.exit_code == 2
    assert "there is no exam in a 'decks' folder here, and the decks inside the program are only read" in result.stderr
    assert program_decks(home) == before


@pytest.mark.posix
@pytest.mark.parametrize("in_sight", ["nothing", "decks/aif-c01"])
def test_the_command_that_it_prints_makes_a_copy_that_can_be_changed(home: Path, in_sight: str) -> None:
    (home / in_sight).mkdir(parents=True)
    refused = run(*WRITING["new"]).stderr
    command = refused.split("first run: ")[1].split(";")[0]
    subprocess.run(command, shell=True, check=True)
    before = program_decks(home)
    assert run(*WRITING["new"]).exit_code == 0
    assert "new-a-1-1" in (home / "decks/tea-101/facts/A.1-x.yaml").read_text(encoding="utf-8")
    assert program_decks(home) == before


@pytest.mark.parametrize("command", READING)
def test_a_reading_command_says_that_it_took_the_decks_inside_the_program(home: Path, command: str) -> None:
    (home / "decks" / "aif-c01").mkdir(parents=True)
    before = program_decks(home)
    result = run(*READING[command], stdin="q\n")
    assert result.stderr.count("using tea-101 from the decks inside the program: there is no exam in a 'decks'") == 1
    assert program_decks(home) == before


def test_a_build_from_the_decks_inside_the_program_reads_the_ledger_but_does_not_write_it(home: Path) -> None:
    (exam,) = (home.parent / "site/clfcards/packaged_decks").iterdir()
    assert run("--decks", str(exam.parent), "build").exit_code == 0
    path = exam / "facts/A.1-x.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("back: hot", "back: cold", 1), encoding="utf-8")
    before = program_decks(home)
    result = run("build", "--json")
    assert result.exit_code == 0
    assert json.loads(result.stdout)["changed"] == ["a-1-f0"]
    assert (home / "build/tea-101.apkg").is_file()
    assert (home / "build/whatsnew.md").is_file()
    assert program_decks(home) == before


@pytest.mark.parametrize("below", ["notes", "decks", "decks/tea-101", "decks/tea-101/facts"])
def test_in_a_subfolder_the_decks_above_are_taken_and_named(
    home: Path, monkeypatch: pytest.MonkeyPatch, below: str
) -> None:
    """They were not looked for, and the decks inside the program were checked instead."""
    full_exam(home / "decks")
    (home / below).mkdir(exist_ok=True)
    monkeypatch.chdir(home / below)
    before = program_decks(home)
    result = run("new", "fact", "--task", "A.1", "--id", "steam", "--no-edit")
    assert result.exit_code == 0, result.output
    assert result.stderr == f"using the decks in '{shown_from_here(home / 'decks')}'\n"
    assert "steam" in (home / "decks/tea-101/facts/A.1-x.yaml").read_text(encoding="utf-8")
    assert program_decks(home) == before


def shown_from_here(path: Path) -> str:
    here = Path.cwd()
    return path.relative_to(here).as_posix() if path.is_relative_to(here) else path.as_posix()


def test_the_search_does_not_leave_the_repository(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    full_exam(home / "decks")
    (home / "other" / ".git").mkdir(parents=True)
    monkeypatch.chdir(home / "other")
    assert run(*WRITING["new"]).exit_code == 2


def test_inside_the_folder_of_one_of_several_exams_that_exam_is_meant(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = full_exam(home / "decks")
    second = first.rename(first.with_name("tea-102"))
    full_exam(home / "decks")
    assert "there are several exams" in run("check").stderr
    monkeypatch.chdir(second / "facts")
    assert run("new", "fact", "--task", "A.1", "--id", "steam", "--no-edit").exit_code == 0
    assert "steam" in (second / "facts/A.1-x.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize("arguments", [("check",), ("--decks", "decks", "check")])
def test_decks_in_sight_are_not_named(home: Path, arguments: tuple[str, ...]) -> None:
    full_exam(home / "decks")
    assert run(*arguments).stderr == ""


@pytest.mark.posix
def test_a_current_folder_that_was_deleted_is_no_obstacle(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (home / "gone").mkdir()
    monkeypatch.chdir(home / "gone")
    os.rmdir(home / "gone")  # noqa: PTH106  # Path.rmdir does the same, but the test is about a folder that is gone
    assert run("guide", "show").exit_code == 0

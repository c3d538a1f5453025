"""A lost log as a learner meets it: commands that write refuse, commands that show warn, and doctor brings it back."""

import ast
import json
from pathlib import Path

import pytest
from click.testing import Result

from clfcards.log.backup import backups
from clfcards.log.log import Log, log_path
from clfcards.use_cases.open_log import open_to_write
from tests.command import run
from tests.log_events import DAY, NOON, NOW, review
from tests.small_exam import full_exam

SRC = Path(__file__).parents[2] / "src" / "clfcards"
WRITING = [
    ("review", "--plain"),
    ("review", "--plain", "--set", "new_per_day=3"),
    ("exam", "--plain"),
    ("diagnostic", "--plain"),
    ("optimize",),
    ("history", "undo"),
    ("history", "unsuspend", "a1"),
    ("history", "import", "laptop.jsonl"),
]
READING = [
    ("stats",),
    ("readiness",),
    ("history",),
    ("history", "suspended"),
    ("history", "exams"),
    ("history", "export"),
]


@pytest.fixture
def tea(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A learner who lost the log after twelve reviews."""
    monkeypatch.chdir(tmp_path)
    full_exam(tmp_path / "decks")
    with open_to_write(tmp_path / "data", "tea-taster", NOW) as log:
        log.append(*(review(f"r{i}", f"a{i % 5}/1", at=NOON + i * DAY) for i in range(12)))
        log.back_up_daily(NOW)
    (tmp_path / "laptop.jsonl").write_text('{"clfcards_log":1,"namespace":"tea-taster"}\n', encoding="utf-8")
    log.path.write_bytes(b"")
    return tmp_path


def command(*arguments: str, stdin: str = "") -> Result:
    return run(*arguments, "--decks", "decks", "--data", "data", stdin=stdin)


@pytest.mark.parametrize("arguments", WRITING, ids=" ".join)
def test_a_command_that_writes_refuses_and_says_what_to_do(tea: Path, arguments: tuple[str, ...]) -> None:
    """It began a new log without a word, and ten days later the last good backup was gone."""
    result = command(*arguments)
    assert result.exit_code == 1
    assert "lacks 12 events that it held before" in result.output
    assert "nothing was written; run 'clfcards doctor --restore'" in result.output
    assert log_path(tea / "data", "tea-taster").read_bytes() == b""


@pytest.mark.parametrize("arguments", READING, ids=" ".join)
def test_a_command_that_shows_warns_in_one_line(tea: Path, arguments: tuple[str, ...]) -> None:
    result = command(*arguments)
    assert result.exit_code == 0
    assert [line for line in result.stderr.splitlines() if "lacks 12 events" in line] == result.stderr.splitlines()
    assert log_path(tea / "data", "tea-taster").read_bytes() == b""


def test_every_command_opens_the_log_through_the_check() -> None:
    """Only the use case that looks first, and the repair itself, may open a log directly."""
    opening = {
        path.relative_to(SRC).as_posix()
        for path in SRC.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute)
        and node.attr == "open"
        and isinstance(node.value, ast.Name)
        and node.value.id == "Log"
    }
    assert opening == {"use_cases/open_log.py", "log/doctor.py"}


def test_doctor_lists_the_copies_and_brings_everything_back(tea: Path) -> None:
    result = command("doctor", "--restore")
    assert result.exit_code == 1
    assert "data/tea-taster.copy.jsonl: 12 events, of which your log lacks 12" in result.output
    assert "-daily.db: 12 events, of which your log lacks 12" in result.output
    assert "your log lacks 12 events that these files hold" in result.output
    assert "12 events were missing and were restored from backups" in result.output
    again = command("doctor", "--restore")
    assert again.exit_code == 0
    assert "your log has all of them" in again.output
    assert command("history").output.count("  review ") == 12
    with open_to_write(tea / "data", "tea-taster", NOW) as log:
        assert len(log.events()) == 12


def test_without_copies_there_is_nothing_to_list(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    full_exam(tmp_path / "decks")
    assert "there are no backups or other copies of your log" in command("doctor", "--restore").output


def test_an_import_is_backed_up_before_and_after(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Until the next day, no backup held what was imported."""
    monkeypatch.chdir(tmp_path)
    full_exam(tmp_path / "decks")
    with Log.open(tmp_path / "laptop", "tea-taster", NOW) as laptop:
        laptop.append(*(review(f"r{i}", "a1/1", at=NOON + i * DAY) for i in range(3)))
    exported = run("history", "export", "--decks", "decks", "--data", "laptop").stdout
    (tmp_path / "laptop.jsonl").write_text(exported, encoding="utf-8")
    imported = json.loads(command("history", "import", "laptop.jsonl", "--json").stdout)
    assert imported == {"added": 3, "known": 0, "exams": []}
    path = log_path(tmp_path / "data", "tea-taster")
    assert [copy.name.rpartition("-")[2] for copy in backups(path)] == ["import.db"]
    assert command("history", "import", "laptop.jsonl").exit_code == 0
    assert {copy.name.rpartition("-")[2] for copy in backups(path)} == {"import.db", "daily.db"}


def test_a_second_folder_for_backups_comes_from_the_environment(tea: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    command("doctor", "--restore")
    monkeypatch.setenv("CLFCARDS_BACKUPS", "drive")
    assert command("review", "--plain", stdin="\n3\nq\n").exit_code == 0
    (copy,) = (tea / "drive").iterdir()
    assert copy.name in {backup.name for backup in backups(log_path(tea / "data", "tea-taster"))}
    monkeypatch.setenv("CLFCARDS_BACKUPS", "laptop.jsonl")
    result = command("review", "--plain", stdin="\n3\nq\n")
    assert result.exit_code == 0
    assert "today's backup failed: cannot write 'laptop.jsonl/" in result.stderr

"""What a start loads and reads: less than it could, because a learner waits for it."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from clfcards.source.bank import read_bank_file
from clfcards.source.bank_file import BankFile
from tests.command import run
from tests.small_exam import full_exam

YAML_AND_COMPOSING = {"yaml", "clfcards.source.nodes", "clfcards.source.kinds", "clfcards.rules", "genanki", "textual"}


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two exams in `decks`, and a log of the first one; what its sources say was stored by an earlier start."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CLFCARDS_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("CLFCARDS_EXAM", "tea-101")
    full_exam(Path("decks"))
    full_exam(Path("others"))
    Path("others/tea-101").rename("decks/herb-7")
    settings = Path("decks/herb-7/deck.yaml")
    settings.write_text(settings.read_text(encoding="utf-8").replace("tea-taster", "herbalist"), encoding="utf-8")
    assert run("review", stdin="\n3\nq\n").exit_code == 0
    return tmp_path


def loaded_by(*arguments: str, folder: Path) -> set[str]:
    """The names of all modules that a command has loaded in the end, run in this folder."""
    code = (
        "import sys, clfcards.cli as cli\n"
        f"sys.argv = ['clfcards', *{list(arguments)}]\n"
        "try: cli.main()\n"
        "except SystemExit: pass\n"
        "print('\\n'.join(sys.modules), file=sys.stderr)"
    )
    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, input="q\n", check=True, cwd=folder
    )
    assert "Traceback" not in result.stderr
    return set(result.stderr.splitlines())


@pytest.mark.parametrize("command", ["review", "today", "stats", "history"])
def test_a_start_among_several_exams_reads_no_yaml(home: Path, command: str) -> None:
    """A review compared the namespaces of all exams by parsing their settings."""
    assert not loaded_by(command, folder=home) & YAML_AND_COMPOSING


def test_the_arithmetic_of_an_answer_is_loaded_by_the_first_answer(home: Path) -> None:
    for command in ("review", "today", "stats"):
        assert "clfcards.memory.fsrs_review" not in loaded_by(command, folder=home)


@pytest.mark.parametrize("spelled", ['"tea\\x2dtaster"', '"tea-\\\n  taster"', "&here tea-taster"])
def test_a_namespace_that_is_spelled_in_another_way_is_still_shared(home: Path, spelled: str) -> None:
    settings = Path("decks/herb-7/deck.yaml")
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace("namespace: herbalist", f"namespace: {spelled}"), encoding="utf-8")
    result = run("review", stdin="q\n")
    assert result.exit_code == 1
    assert "'herb-7' and 'tea-101' have the same namespace 'tea-taster'" in result.stderr


def test_a_command_without_stored_sources_parses_each_file_once(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A search parsed the bank for itself, and once more for its last line, the next command."""
    monkeypatch.setattr("clfcards.decks.cache.IN_THIS_RUN._files", {})
    shutil.rmtree(home / "data" / "cache")
    read: list[str] = []

    def reading(name: str, text: str) -> BankFile:
        read.append(name)
        return read_bank_file(name, text)

    monkeypatch.setattr("clfcards.decks.load.read_bank_file", reading)
    assert "Next:" in run("search", "tea").stdout
    assert len(read) == len(set(read)) > 0

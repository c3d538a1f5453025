"""`clfcards build` in a terminal: it asks before many cards leave; in a script it refuses."""

import json
import os
import sys
from pathlib import Path

import pytest

from tests.command import run
from tests.small_exam import full_exam

pexpect = pytest.importorskip("pexpect")
pytestmark = pytest.mark.posix


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A published exam from whose sources a fourth of the facts is gone."""
    monkeypatch.chdir(tmp_path)
    folder = full_exam(tmp_path / "decks", cards_per_task=20)
    assert run("build").exit_code == 0
    (folder / "facts" / "A.1-x.yaml").unlink()
    return tmp_path


def retired(home: Path) -> int:
    notes = json.loads((home / "decks/tea-101/ledger.json").read_text(encoding="utf-8"))["notes"]
    return sum("retired" in entry for entry in notes.values())


@pytest.mark.parametrize(("key", "code"), [("y", 0), ("n", 1)])
def test_a_person_is_asked(home: Path, key: str, code: int) -> None:
    environment = {**os.environ, "COLUMNS": "200", "TERM": "xterm"}
    child = pexpect.spawn(
        sys.executable, ["-m", "clfcards", "build"], env=environment, encoding="utf-8", timeout=60,
        dimensions=(24, 300), cwd=str(home),
    )  # fmt: skip
    child.expect(r"would leave 'tea-101' .*Build it\? \[y/N\]")
    child.sendline(key)
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == code
    assert (retired(home) > 0) == (code == 0)


@pytest.mark.parametrize("option", ["--accept-fewer", "--retire-many"])
def test_a_script_says_it(home: Path, option: str) -> None:
    result = run("build")
    assert result.exit_code == 1
    assert "use --accept-fewer if this is meant" in result.output
    assert retired(home) == 0
    built = run("build", option)
    assert built.exit_code == 0
    assert "retired" in built.output
    assert "'tea-101' shrinks from 68 to 40 cards: Leaves limits it" in built.output


def test_a_day_is_named_by_an_option(home: Path) -> None:
    result = run("build", "--accept-fewer", "--date", "2026-12-20")
    assert result.exit_code == 0, result.output
    notes = json.loads((home / "decks/tea-101/ledger.json").read_text(encoding="utf-8"))["notes"]
    assert {entry["retired"] for entry in notes.values() if "retired" in entry} == {"2026-12-20"}


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--date", "yesterday"), "does not match the format"),
        (("--date", "2300-01-01"), "must be between the years 1970 and 2200"),
        (("--watch", "--since", "x"), "--watch and --since cannot be used together"),
        (("--since", "no-such-revision"), "is neither a file nor a git revision"),
    ],
)
def test_nonsense_is_wrong_usage(home: Path, arguments: tuple[str, ...], message: str) -> None:
    result = run("build", "--accept-fewer", *arguments)
    assert result.exit_code == 2
    assert message in result.output

"""`build --watch` in its own process, as a writer uses it."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.small_exam import full_exam

pytestmark = pytest.mark.posix


@pytest.fixture
def watching(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    full_exam(tmp_path / "decks")
    process = subprocess.Popen(
        [sys.executable, "-m", "clfcards", "build", "--watch"],
        cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )  # fmt: skip
    with process:
        yield process
        process.kill()


def line(process: subprocess.Popen[str]) -> str:
    assert process.stdout
    return process.stdout.readline()


def save(path: Path, text: str) -> None:
    """Replaces the file at once, so that the watcher never reads a half-written one."""
    part = path.with_name(".part")
    part.write_text(text, encoding="utf-8")
    part.replace(path)


def test_an_edit_is_built_an_error_is_shown_and_ctrl_c_stops_it(
    tmp_path: Path, watching: subprocess.Popen[str]
) -> None:
    package = tmp_path / "build" / "tea-101.apkg"
    assert line(watching).startswith("build/tea-101.apkg  21 added, 0 changed")
    first = package.read_bytes()
    path = tmp_path / "decks" / "tea-101" / "facts" / "B.1-x.yaml"
    good = path.read_text(encoding="utf-8")

    save(path, good.replace("hot", "warm"))
    assert line(watching).startswith("build/tea-101.apkg")
    second = package.read_bytes()
    assert second != first

    save(path, good.replace("back", "bakc", 1))
    printed = [line(watching)]
    while not printed[-1].startswith("clfcards: not built"):
        printed.append(line(watching))
    assert any("unknown key 'bakc', did you mean 'back'" in text for text in printed)
    assert package.read_bytes() == second

    save(path, good)
    assert line(watching).startswith("build/tea-101.apkg")
    assert not (tmp_path / "decks" / "tea-101" / "ledger.json").exists()

    watching.send_signal(signal.SIGINT)
    assert watching.wait(timeout=120) == 0

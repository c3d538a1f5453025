"""`clfcards review` in a real pseudo-terminal and as a real process."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pexpect
import pytest

from clfcards.log.log import Log
from tests.log_events import NOW
from tests.small_exam import full_exam

pytestmark = pytest.mark.posix

ENVIRONMENT = {**os.environ, "TERM": "xterm", "PYTHONIOENCODING": "utf-8", "COLUMNS": "80"}


@pytest.fixture
def tea(tmp_path: Path) -> Path:
    full_exam(tmp_path / "decks")
    return tmp_path


def arguments(folder: Path) -> list[str]:
    where = ["--decks", str(folder / "decks"), "--data", str(folder / "data")]
    return ["-m", "clfcards", "review", "--plain", *where]


def spawn(folder: Path) -> "pexpect.spawn[str]":
    return pexpect.spawn(
        sys.executable, arguments(folder), env=ENVIRONMENT, encoding="utf-8", timeout=120, dimensions=(24, 80)
    )  # fmt: skip


def saved(folder: Path) -> int:
    with Log.open(folder / "data", "tea-taster", NOW) as log:
        return len(log.events())


def test_a_whole_session_in_a_terminal(tea: Path) -> None:
    terminal = spawn(tea)
    for rating in ("1", "3", "4"):
        terminal.expect("enter shows the answer")
        terminal.sendline("")
        terminal.expect("1 again .1 min.  2 hard")
        terminal.expect("rating")
        terminal.sendline(rating)
    terminal.expect("enter shows the answer")
    terminal.sendline("u")
    terminal.expect("undone: review of")
    terminal.expect("enter shows the answer")
    terminal.sendline("q")
    terminal.expect("2 answers on 2 cards")
    terminal.expect(pexpect.EOF)
    terminal.close()
    assert terminal.exitstatus == 0
    assert saved(tea) == 4


def test_ctrl_c_prints_a_sentence_and_loses_nothing(tea: Path) -> None:
    terminal = spawn(tea)
    terminal.expect("enter shows the answer")
    terminal.sendline("")
    terminal.expect("rating")
    terminal.sendline("3")
    terminal.expect("enter shows the answer")
    terminal.sendintr()
    terminal.expect("stopped; every answer so far is saved")
    terminal.expect(pexpect.EOF)
    terminal.close()
    assert terminal.exitstatus == 130
    assert saved(tea) == 1


def test_a_closed_terminal_loses_nothing(tea: Path) -> None:
    terminal = spawn(tea)
    terminal.expect("enter shows the answer")
    terminal.sendline("")
    terminal.expect("rating")
    terminal.sendline("3")
    terminal.expect("enter shows the answer")
    terminal.close(force=True)
    assert saved(tea) == 1
    assert list((tea / "data" / "backups").iterdir())


def test_after_a_signal_there_is_a_backup(tea: Path) -> None:
    """A learner who always closed the window never got a backup."""
    terminal = spawn(tea)
    terminal.expect("enter shows the answer")
    terminal.kill(signal.SIGTERM)
    terminal.expect(pexpect.EOF)
    terminal.close()
    assert terminal.exitstatus == 128 + signal.SIGTERM
    assert list((tea / "data" / "backups").iterdir())


def test_a_closed_pipe_shows_no_traceback(tea: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, *arguments(tea)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=ENVIRONMENT,
    )  # fmt: skip
    assert process.stdout
    assert process.stdin
    assert process.stderr
    process.stdout.readline()
    process.stdout.close()
    process.stdin.write(b"\n3\n" * 30)
    process.stdin.close()
    errors = process.stderr.read().decode()
    process.stderr.close()
    process.wait()
    assert "Traceback" not in errors
    assert saved(tea) <= 20


def test_a_killed_session_can_be_resumed(tea: Path) -> None:
    for killed in range(1, 3):
        terminal = spawn(tea)
        terminal.expect("enter shows the answer")
        terminal.sendline("")
        terminal.expect("rating")
        terminal.sendline("4")
        terminal.expect("enter shows the answer")
        terminal.kill(signal.SIGKILL)
        terminal.close()
        assert saved(tea) == killed

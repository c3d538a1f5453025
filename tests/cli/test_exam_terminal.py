"""The real program in a real pseudo-terminal, where it is drawn, killed without warning, and resumed."""

import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pexpect
import pyte
import pytest

from tests.small_exam import question, questions_file, write_exam

pytestmark = pytest.mark.posix

TASKS = ("A.1", "A.2", "B.1", "C.1")


class Terminal:
    """A program on a screen of 80 × 24."""

    def __init__(self, *arguments: str) -> None:
        self.screen = pyte.Screen(80, 24)
        self._stream = pyte.ByteStream(self.screen)
        self.child = pexpect.spawn(
            sys.executable,
            ["-m", "clfcards", *arguments],
            dimensions=(24, 80),
            env={"TERM": "xterm-256color", "PATH": "", "LANG": "C.UTF-8"},
        )

    def shows(self, text: str, seconds: float = 120) -> bool:
        """Whether the text appears on the screen."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if text in "\n".join(self.screen.display):
                return True
            try:
                self._stream.feed(self.child.read_nonblocking(65536, timeout=0.2))
            except pexpect.TIMEOUT:
                continue
            except pexpect.EOF:
                return text in "\n".join(self.screen.display)
        return False


@contextmanager
def running(*arguments: str) -> Iterator[Terminal]:
    terminal = Terminal(*arguments)
    try:
        yield terminal
    finally:
        terminal.child.close(force=True)


def exam_options(folder: Path) -> list[str]:
    """Writes an exam with enough questions for a whole form; returns the command's arguments."""
    files = {
        f"questions/{task}-x.yaml": questions_file(
            task, *(question(f"q-{task[0].lower()}{task[2]}-{n}", "exam") for n in range(12))
        )
        for task in TASKS
    }
    write_exam(folder / "decks", files)
    return ["--decks", str(folder / "decks"), "--data", str(folder / "data"), "exam"]


def test_keys_typed_in_a_burst_answer_the_questions_they_were_typed_at(tmp_path: Path) -> None:
    """Enter once overtook the letters before it, so that all answers went to one question."""
    with running(*exam_options(tmp_path), "--seed", "4") as terminal:
        assert terminal.shows("Question 1 of 24")
        terminal.child.send("a\rb\rc\rd\r")
        assert terminal.shows("Question 5 of 24")
        for letter in "dcba":
            terminal.child.send("p")
            assert terminal.shows(f"(•) {letter}")


def test_a_killed_exam_is_resumed_with_the_answer_that_was_on_the_screen(tmp_path: Path) -> None:
    options = exam_options(tmp_path)
    with running(*options, "--seed", "4") as terminal:
        assert terminal.shows("Question 1 of 24")
        terminal.child.send("b")
        assert terminal.shows("(•) b")
        terminal.child.kill(signal.SIGKILL)
    with running(*options) as terminal:
        assert terminal.shows("1 of 24 answered")
        terminal.child.send("r\r")
        assert terminal.shows("(•) b")
        terminal.child.send("q")
        assert terminal.shows("Stopped with")
    with running("--plain", *options) as terminal:
        assert terminal.shows("1 of 24 answered")
        terminal.child.send("r\r")
        assert terminal.shows("(•) b")
        terminal.child.sendintr()
        assert terminal.shows("Stopped with")
        assert "Traceback" not in "\n".join(terminal.screen.display)
        assert terminal.child.wait() == 130

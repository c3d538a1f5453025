"""Reading lines with a time limit: by `select`, and by a thread where the system has no `select` for a console."""

import os
import sys
from collections.abc import Iterator
from typing import TextIO

import pytest

from clfcards.system.line_input import reader


@pytest.fixture
def console(monkeypatch: pytest.MonkeyPatch) -> Iterator[TextIO]:
    """What the learner types; the program takes it for a terminal. A pipe delivers lines as a console does."""
    ours, theirs = os.pipe()
    stdin = os.fdopen(ours, encoding="utf-8")
    typed = os.fdopen(theirs, "w", buffering=1, encoding="utf-8")
    monkeypatch.setattr(sys, "stdin", stdin)
    monkeypatch.setattr("clfcards.system.line_input.is_terminal", lambda _: True)
    yield typed
    typed.close()
    stdin.close()


WAYS = [pytest.param(True, marks=pytest.mark.posix), False]


@pytest.mark.parametrize("can_select", WAYS)
def test_a_line_is_read_without_its_end_and_the_end_of_input_is_none(console: TextIO, can_select: bool) -> None:
    read = reader(err=False, can_select=can_select)
    console.write("b\n")
    assert read("> ", 60) == "b"
    console.write("\n")
    assert read("> ", None) == ""
    console.close()
    assert read("> ", None) is None


@pytest.mark.parametrize("can_select", WAYS)
def test_the_time_limit_holds_while_nothing_is_typed(
    console: TextIO, can_select: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    """On Windows, a plain exam waited for the line, however long ago its time was up."""
    read = reader(err=False, can_select=can_select)
    with pytest.raises(TimeoutError):
        read("> ", 0.01)
    with pytest.raises(TimeoutError):
        read("> ", -1)
    assert capsys.readouterr().out == "> \n> \n"
    console.write("typed late\n")
    assert read("Hand it in? ", 60) == "typed late"
    console.write("next\n")
    assert read("> ", 60) == "next"


def test_without_select_ctrl_c_ends_the_wait(console: TextIO, monkeypatch: pytest.MonkeyPatch) -> None:
    """The wait comes back to the interpreter ten times a second, where Python raises what Ctrl-C asked for."""
    waits: list[float] = []

    class Interrupted:
        def get(self, timeout: float) -> str:
            waits.append(timeout)
            raise KeyboardInterrupt

        def put(self, line: str) -> None: ...

    monkeypatch.setattr("clfcards.system.line_input.SimpleQueue", Interrupted)
    with pytest.raises(KeyboardInterrupt):
        reader(err=False, can_select=False)("> ", None)
    assert waits == [0.1]

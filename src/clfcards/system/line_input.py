"""Reads lines from standard input, with a time limit."""

import select
import sys
import threading
from collections.abc import Callable
from queue import Empty, SimpleQueue
from typing import TextIO

import click

from clfcards.system.streams import is_terminal

ReadLine = Callable[[str, float | None], str | None]
"""(prompt, seconds) → the line without its line end; None at the end of input. Raises TimeoutError."""

_LOOK_SECONDS = 0.1  # a wait for another thread ends this often, because Windows lets Ctrl-C through only then


def reader(*, err: bool, can_select: bool = sys.platform != "win32") -> ReadLine:
    """A reader of standard input. It prompts people (not pipes) on standard output, or with `err` on standard error.

    The time limit holds for people only: lines from a pipe come when they come. `can_select` is whether the system
    can wait for a line for some time; if not, a thread reads the lines.
    """
    stream = sys.stdin
    if stream is not None and hasattr(stream, "reconfigure"):
        stream.reconfigure(errors="replace")
    by_thread = _LinesOfAThread(stream) if stream is not None and not can_select else None

    def read(prompt: str, seconds: float | None) -> str | None:
        if stream is None or stream.closed:
            return None
        if not is_terminal(stream):
            return _line(stream)
        click.echo(prompt, nl=False, err=err)
        try:
            return by_thread.next(seconds) if by_thread else _selected_line(stream, seconds)
        except TimeoutError:
            click.echo(err=err)
            raise

    return read


def _selected_line(stream: TextIO, seconds: float | None) -> str | None:
    """The next line of a terminal. Raises TimeoutError if there is none after so many seconds.

    Only a terminal delivers one line at a time; lines from a pipe can be in a buffer that `select` misses.
    """
    if seconds is not None and not select.select([stream], [], [], max(0, seconds))[0]:
        raise TimeoutError
    return _line(stream)


def _line(stream: TextIO) -> str | None:
    try:
        line = stream.readline()
    except OSError:  # the terminal is gone
        return None
    return line.rstrip("\r\n") if line else None


class _LinesOfAThread:
    """The lines of a stream, read by a thread, so that the program can stop waiting for one.

    A line that comes after the time is up answers the next prompt, as it would if nobody had waited for it.
    """

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._lines: SimpleQueue[str | None] = SimpleQueue()
        self._is_reading = False

    def next(self, seconds: float | None) -> str | None:
        """The next line. Raises TimeoutError if there is none after so many seconds."""
        if not self._is_reading:
            self._is_reading = True
            threading.Thread(target=self._read_one, daemon=True).start()
        left = float("inf") if seconds is None else seconds
        while True:
            wait = max(0, min(_LOOK_SECONDS, left))
            try:
                line = self._lines.get(timeout=wait)
            except Empty:
                left -= wait
                if left <= 0:
                    raise TimeoutError from None
            else:
                self._is_reading = False
                return line

    def _read_one(self) -> None:
        self._lines.put(_line(self._stream))

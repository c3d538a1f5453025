"""Reads lines from standard input, with a time limit."""

import select
import sys
from collections.abc import Callable

import click

from clfcards.system.streams import is_terminal

ReadLine = Callable[[str, float | None], str | None]
"""(prompt, seconds) → the line without its line end; None at the end of input. Raises TimeoutError."""


def reader(*, err: bool) -> ReadLine:
    """A reader of standard input. It prompts people (not pipes) on standard output, or with `err` on standard error."""
    stream = sys.stdin
    if stream is not None and hasattr(stream, "reconfigure"):
        stream.reconfigure(errors="replace")

    def read(prompt: str, seconds: float | None) -> str | None:
        if stream is None or stream.closed:
            return None
        if is_terminal(stream):
            click.echo(prompt, nl=False, err=err)
            # Only a terminal delivers one line at a time; lines from a pipe can be in a buffer that `select` misses.
            if seconds is not None and sys.platform != "win32" and not select.select([stream], [], [], seconds)[0]:
                click.echo(err=err)
                raise TimeoutError
        try:
            line = stream.readline()
        except OSError:  # the terminal is gone
            return None
        return line.rstrip("\r\n") if line else None

    return read

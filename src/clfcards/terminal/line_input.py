"""Reads a line, but not for longer than there is time."""

import select
import sys
from collections.abc import Callable

import click

ReadLine = Callable[[str, float | None], str | None]
"""(prompt, seconds) → the line without its end; None at the end of input. Raises TimeoutError."""


def reader(*, err: bool) -> ReadLine:
    """Reads from standard input, prompting on standard output, or on standard error with `err`."""

    def read(prompt: str, seconds: float | None) -> str | None:
        click.echo(prompt, nl=False, err=err)
        # Only a terminal hands out one line at a time; of a pipe, lines may wait unseen in a buffer.
        if seconds is not None and sys.stdin.isatty() and sys.platform != "win32":
            ready, _, _ = select.select([sys.stdin], [], [], seconds)
            if not ready:
                click.echo(err=err)
                raise TimeoutError
        line = sys.stdin.readline()
        if not sys.stdin.isatty():
            click.echo(err=err)
        return line.rstrip("\r\n") if line else None

    return read

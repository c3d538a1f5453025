"""The console: lines or a full screen, how wide, in which color, and where lines are read from.

Every command asks here, so that all of them decide alike.
"""

import os
import shutil
import sys
from collections.abc import Sequence

import click

from clfcards.cli.options import GlobalOptions
from clfcards.system.line_input import ReadLine, reader
from clfcards.system.streams import is_terminal
from clfcards.words.lines import Line

WIDEST = 100  # columns; longer lines are hard to read
_NARROWEST = 20
_COLORS = {"good": "green", "bad": "red"}


def is_full_screen(options: GlobalOptions) -> bool:
    """Whether a screen can be drawn: a terminal at every end, and nobody asked for lines.

    Standard error too: that is where Textual draws.
    """
    ends = all(is_terminal(stream) for stream in (sys.stdin, sys.stdout, sys.stderr))
    return ends and not options.plain and not options.as_json and os.environ.get("TERM", "") not in ("", "dumb")


def width() -> int:
    """Columns to write lines in; a pipe is 80 wide, unless COLUMNS says otherwise."""
    return max(_NARROWEST, min(WIDEST, shutil.get_terminal_size().columns))


def line_reader(options: GlobalOptions) -> ReadLine:
    """Reads lines from standard input; with --json, prompts go to standard error."""
    return reader(err=options.as_json)


def say(lines: Sequence[Line], *, err: bool = False) -> None:
    """Lines on standard output (or error), in color where it is a terminal."""
    for line in lines:
        bold, dim = line.style == "title" or None, line.style == "dim" or None
        click.echo(click.style(line.text, fg=_COLORS.get(line.style), bold=bold, dim=dim), err=err)

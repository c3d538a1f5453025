"""The console: full screen or line by line, its width and colors, and where input is read from.

Every command asks this module, so that all of them decide in the same way.
"""

import os
import sys
from collections.abc import Sequence

import click

from clfcards.cli.options import GlobalOptions
from clfcards.system.line_input import ReadLine, reader
from clfcards.system.streams import is_terminal
from clfcards.visible import visible
from clfcards.words.lines import Line

WIDEST = 100  # columns; longer lines are hard to read
_NARROWEST = 20
_COLORS = {"good": "green", "bad": "red"}


def is_full_screen(options: GlobalOptions) -> bool:
    """Whether to use the full screen: all three standard streams are terminals, and no option asks for lines.

    Standard error must be a terminal too, because Textual draws there.
    """
    ends = all(is_terminal(stream) for stream in (sys.stdin, sys.stdout, sys.stderr))
    return ends and not options.plain and not options.as_json and os.environ.get("TERM", "") not in ("", "dumb")


def width() -> int:
    """The columns available for a line. A pipe has 80, unless COLUMNS is set."""
    import shutil  # takes 2 ms, and --json needs no width

    return max(_NARROWEST, min(WIDEST, shutil.get_terminal_size().columns))


def line_reader(options: GlobalOptions) -> ReadLine:
    """Reads lines from standard input; with --json, prompts go to standard error."""
    return reader(err=options.as_json)


def say(lines: Sequence[Line], *, err: bool = False) -> None:
    """Prints lines to standard output (or error), in color if it is a terminal."""
    for line in lines:
        bold, dim = line.style == "title" or None, line.style == "dim" or None
        click.echo(click.style(visible(line.text), fg=_COLORS.get(line.style), bold=bold, dim=dim), err=err)

"""The console: full screen or line by line, its width and colors, and where input is read from.

Every command asks this module, so that all of them decide in the same way.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from clfcards.cli.options import GlobalOptions
from clfcards.system.streams import is_terminal
from clfcards.visible import visible
from clfcards.words.lines import Line

if TYPE_CHECKING:
    from clfcards.system.line_input import ReadLine

WIDEST = 100  # columns; longer lines are hard to read
_NARROWEST = 20
_OF_A_PIPE = 80
_COLORS = {"good": "green", "bad": "red"}


def is_full_screen(options: GlobalOptions) -> bool:
    """Whether to use the full screen: all three standard streams are terminals, and no option asks for lines.

    Standard error must be a terminal too, because Textual draws there.
    """
    ends = all(is_terminal(stream) for stream in (sys.stdin, sys.stdout, sys.stderr))
    return ends and not options.plain and not options.as_json and os.environ.get("TERM", "") not in ("", "dumb")


def width() -> int:
    """The columns available for a line. A pipe has 80, unless COLUMNS is set."""
    return max(_NARROWEST, min(WIDEST, _columns()))


def _columns() -> int:
    """The columns, as `shutil.get_terminal_size` finds them; that takes 3 ms to import."""
    asked = os.environ.get("COLUMNS", "")
    if asked.isdecimal() and int(asked):
        return int(asked)
    try:
        return os.get_terminal_size(sys.__stdout__.fileno()).columns or _OF_A_PIPE  # type: ignore[union-attr]
    except (AttributeError, ValueError, OSError):  # it was closed, or is no terminal
        return _OF_A_PIPE


def line_reader(options: GlobalOptions) -> ReadLine:
    """Reads lines from standard input; with --json, prompts go to standard error."""
    from clfcards.system.line_input import reader  # full screens and reports read no lines

    return reader(err=options.as_json)


def say_aside(sentence: str) -> None:
    """Prints a sentence to standard error, in lines that fit if it is a terminal, which would cut words in two."""
    if not is_terminal(sys.stderr):
        click.echo(visible(sentence), err=True)
        return
    from clfcards.words.lines import wrapped

    say(wrapped(sentence, width()), err=True)


def say(lines: Sequence[Line], *, err: bool = False) -> None:
    """Prints lines to standard output (or error), in color if it is a terminal."""
    for line in lines:
        bold, dim = line.style == "title" or None, line.style == "dim" or None
        click.echo(click.style(visible(line.text), fg=_COLORS.get(line.style), bold=bold, dim=dim), err=err)

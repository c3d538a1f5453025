"""Prints problems in the sources."""

from collections.abc import Sequence

import click

from clfcards.model.problem import Problem
from clfcards.words import problems as words


def show_problems(problems: Sequence[Problem], *, err: bool = False, everything: bool = False) -> None:
    """Prints the problems with their locations, then how many there are; nothing if there are none."""
    if problems:
        click.echo(words.text(problems, everything=everything), err=err)

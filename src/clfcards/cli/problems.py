"""Problems of the sources on standard output or error."""

from collections.abc import Sequence

import click

from clfcards.model.problem import Problem
from clfcards.words import problems as words


def show_problems(problems: Sequence[Problem], *, err: bool = False) -> None:
    """Every problem with its place, then their number; nothing where there is none."""
    if problems:
        click.echo(words.text(problems), err=err)

"""A warning that the sources have errors, for commands that show what is in them."""

import click

from clfcards.next_step import NextStep
from clfcards.use_cases.practice import Practice
from clfcards.words.next_steps import command_line


def warn_if_incomplete(practice: Practice) -> None:
    """Says on standard error that items may be missing, if not all sources could be read."""
    if not practice.is_whole:
        check = command_line(NextStep.run("check"))
        click.echo(
            f"clfcards: the sources have errors, and items with errors are missing here; run '{check}'", err=True
        )

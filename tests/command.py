"""Runs `clfcards` in this process with the results that a shell would see."""

import click
from click.testing import CliRunner, Result

from clfcards.cli import group
from clfcards.errors import ClfcardsError, UsageError
from clfcards.words.next_steps import error_sentence


def run(*arguments: str, stdin: str | None = None, env: dict[str, str] | None = None) -> Result:
    """The result of a command; as in `main`, an error is printed and sets the exit code."""

    @click.command(context_settings={"ignore_unknown_options": True, "help_option_names": []})
    @click.argument("rest", nargs=-1, type=click.UNPROCESSED)
    def shell(rest: tuple[str, ...]) -> None:
        try:
            group().main(list(rest), prog_name="clfcards", standalone_mode=True)
        except ClfcardsError as error:
            click.echo(f"clfcards: {error_sentence(error)}", err=True)
            raise SystemExit(2 if isinstance(error, UsageError) else 1) from error

    return CliRunner().invoke(shell, list(arguments), input=stdin, env=env, catch_exceptions=False)

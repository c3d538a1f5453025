"""`clfcards today`, and `clfcards` alone: what is to do today, and the one command to run next."""

import sys

import click

from clfcards.cli import console
from clfcards.cli.deck import open_deck_in
from clfcards.cli.exam_folder import folder_to_read
from clfcards.cli.learner import stamp
from clfcards.cli.options import GlobalOptions, global_words, with_global_options
from clfcards.cli.practice import practice_of
from clfcards.codec import dumps
from clfcards.next_step import NextStep
from clfcards.use_cases.today import Today, exam_today, today
from clfcards.words import today as words
from clfcards.words.next_steps import arguments_of


@with_global_options
@click.option("--short", is_flag=True, help="One line, for a prompt or a scheduled job.")
def command(options: GlobalOptions, short: bool) -> None:
    """Show what is to do today, how far you are, and the one command to run next.

    This is also what 'clfcards' alone shows. Minutes are at your own pace, and nothing is written.
    """
    show_today(options, short=short)


def show_today(options: GlobalOptions, *, short: bool = False) -> None:
    """Shows the day in the requested format; on the full screen, until the learner leaves it."""
    if not short and console.is_full_screen(options):
        _stay(options)
        return
    found = read_today(options)
    if options.as_json:
        click.echo(dumps(words.document(found), indent=2))
    elif short:
        click.echo(words.short_line(found))
    else:
        console.say(words.lines(found, console.width()))


def read_today(options: GlobalOptions) -> Today:
    """The day of the requested exam, from a log that is only read."""
    folder = folder_to_read(options)
    deck = open_deck_in(folder, options, to_read=True)
    with practice_of(deck, options, to_read=True) as practice:
        return today([exam_today(deck, practice, stamp())])


def _stay(options: GlobalOptions) -> None:
    """Shows the page again after each command that was started from it. A command that fails ends it."""
    from clfcards.screens.today.app import run_today

    while True:
        leaving = run_today(read_today(options))
        code = leaving.code
        if not code and leaving.step is not None:
            code = _run(leaving.step, options)
        if code or leaving.step is None:
            sys.exit(code)


def _run(step: NextStep, options: GlobalOptions) -> int:
    """Runs a command with the same global options; returns its exit code."""
    given = global_words(options._replace(exam=None) if "exam" in dict(step.options) else options)
    try:
        program = click.get_current_context().find_root().command
        program.main([*given, *arguments_of(step)], prog_name="clfcards", standalone_mode=True)
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else 0
    return 0

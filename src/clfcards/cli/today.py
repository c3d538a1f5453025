"""`clfcards today`, and `clfcards` alone: what is to do today, and the one command to run next."""

import sys
from pathlib import Path

import click

from clfcards.cli import console
from clfcards.cli.deck import open_deck_in
from clfcards.cli.exam_folder import folders_of_learner
from clfcards.cli.learner import stamp
from clfcards.cli.options import GlobalOptions, global_words, with_global_options
from clfcards.cli.practice import practice_of
from clfcards.codec import dumps
from clfcards.errors import ClfcardsError
from clfcards.next_step import NextStep
from clfcards.use_cases.today import ExamToday, Today, exam_today, today
from clfcards.words import today as words
from clfcards.words.next_steps import arguments_of


@with_global_options
@click.option("--short", is_flag=True, help="One line, for a prompt or a scheduled job.")
def command(options: GlobalOptions, short: bool) -> None:
    """Show what is to do today, how far you are, and the one command to run next.

    This is also what 'clfcards' alone shows. If you study several exams, all of them are shown. Minutes are at your
    own pace, and nothing is written.
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
    """The day of the requested exam, or of all that the learner studies, from logs that are only read.

    One of several that cannot be shown is reported, and the others are shown.
    """
    folders, is_taken = folders_of_learner(options)
    days: list[ExamToday] = []
    for folder in folders:
        try:
            days.append(_day(folder, options))
        except ClfcardsError as error:
            if folder == folders[-1] and not days:
                raise
            click.echo(f"clfcards: {folder.name}: {error}", err=True)
    return today(days, is_taken=is_taken)


def _day(folder: Path, options: GlobalOptions) -> ExamToday:
    deck = open_deck_in(folder, options, to_read=True)
    with practice_of(deck, options, to_read=True) as practice:
        return exam_today(deck, practice, stamp())


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

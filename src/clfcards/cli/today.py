"""`clfcards today`, and `clfcards` alone: what is to do today, and the one command to run next."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from clfcards.cli import console
from clfcards.cli.begun_exams import several_exams
from clfcards.cli.deck import open_log, quiet_deck_in
from clfcards.cli.exam_folder import folder_to_read, say_which
from clfcards.cli.learner import stamp
from clfcards.cli.options import GlobalOptions, global_words, with_global_options
from clfcards.codec import dumps
from clfcards.errors import ClfcardsError
from clfcards.next_step import NextStep
from clfcards.use_cases.today import ExamToday, Today, exam_today, today
from clfcards.words import today as words
from clfcards.words.next_steps import arguments_of

if TYPE_CHECKING:
    from pathlib import Path

    from clfcards.use_cases.practice import Practice


_ON_SCREEN = ("review", "learn", "diagnostic", "exam")


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
    for exam in found.exams:
        _warn(exam)
    if options.as_json:
        from clfcards.words.today_document import document

        click.echo(dumps(document(found), indent=2))
    elif short:
        click.echo(words.short_line(found))
    else:
        console.say(words.lines(found, console.width(), says_missing=False))


def read_today(options: GlobalOptions) -> Today:
    """The day of the named exam, or of all that the learner has begun, from logs that are only read.

    One of several that cannot be shown is reported, and the others are shown.
    """
    exams = several_exams(options)
    if exams is None:
        only = _exam_today(folder_to_read(options), options)
        return today([only], names_exam=options.exam is not None)
    read = {folder: day for folder in exams.begun if (day := _readable_day(folder, options))}
    begun = [folder for folder, exam in read.items() if exam.has_begun]
    if not begun or exams.chosen:
        first = folder_to_read(options) if exams.first is None else exams.first  # the former refuses and says why
        begun = [first, *(folder for folder in begun if folder != first)]
    begun.sort(key=lambda folder: folder != exams.first)
    others = [folder.name for folder in (*read, *exams.others) if folder not in begun]
    say_which(options, begun)
    shown = [read[folder] if folder in read else _exam_today(folder, options) for folder in begun]
    return today(shown, names_exam=begun != [exams.first], not_begun=sorted(others))


def _readable_day(folder: Path, options: GlobalOptions) -> ExamToday | None:
    """The exam's day; None, after a sentence, if it cannot be read."""
    try:
        return _exam_today(folder, options)
    except ClfcardsError as error:
        click.echo(f"clfcards: {folder.name}: {error}", err=True)
        return None


def _exam_today(folder: Path, options: GlobalOptions) -> ExamToday:
    deck = quiet_deck_in(folder, options, to_read=True)
    with open_log(options, deck, to_read=True) as log:

        def practice() -> Practice:
            from clfcards.cli.practice import practice_to_read  # rarely needed, and it imports YAML

            return practice_to_read(folder, options, log)

        return exam_today(deck, log, practice, stamp())


def _warn(exam: ExamToday) -> None:
    """Says on standard error what could not be read; the full screen has a line for the sources."""
    if exam.unread is not None:
        from clfcards.words.unread import unread_sentence

        click.echo(f"clfcards: {unread_sentence(exam.unread)}", err=True)
    for sitting in exam.unreadable:
        from clfcards.words.practice import unreadable_sentence

        click.echo(f"clfcards: {unreadable_sentence(sitting)}", err=True)


def _stay(options: GlobalOptions) -> None:
    """Shows the page again after each command that was started from it and has a screen of its own.

    What another command prints would be hidden by the page, so it ends there, as it does after a command that fails.
    """
    from clfcards.screens.today.app import run_today

    while True:
        leaving = run_today(read_today(options))
        code = leaving.code
        if not code and leaving.step is not None:
            code = _run(leaving.step, options)
        if code or leaving.step is None or leaving.step.command.split()[0] not in _ON_SCREEN:
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

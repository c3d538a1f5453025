"""`clfcards today`, and `clfcards` alone: what is to do today, and the one command to run next."""

import click

from clfcards.cli import console
from clfcards.cli.deck import open_deck_in
from clfcards.cli.exam_folder import folder_to_read
from clfcards.cli.learner import stamp
from clfcards.cli.options import GlobalOptions, with_global_options
from clfcards.cli.practice import open_practice_in
from clfcards.codec import dumps
from clfcards.use_cases.today import Today, exam_today, today
from clfcards.words import today as words


@with_global_options
@click.option("--short", is_flag=True, help="One line, for a prompt or a scheduled job.")
def command(options: GlobalOptions, short: bool) -> None:
    """Show what is to do today, how far you are, and the one command to run next.

    This is also what 'clfcards' alone shows. Minutes are at your own pace, and nothing is written.
    """
    show_today(options, short=short)


def show_today(options: GlobalOptions, *, short: bool = False) -> None:
    """Shows the day in the requested format."""
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
    with open_practice_in(folder, options, to_read=True) as practice:
        return today([exam_today(deck, practice, stamp())])

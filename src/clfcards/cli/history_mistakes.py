"""`clfcards history mistakes`: what went wrong in reviews and exams, and why."""

import click

from clfcards.cli import console
from clfcards.cli.following import say_next
from clfcards.cli.learner import stamp
from clfcards.cli.options import GlobalOptions, with_global_options
from clfcards.cli.practice import open_practice
from clfcards.codec import dumps
from clfcards.use_cases.mistakes import wrong_items
from clfcards.words import mistakes as words

_MOST_DAYS = 36_500


@with_global_options
@click.option(
    "--days",
    type=click.IntRange(1, _MOST_DAYS),
    default=30,
    metavar="N",
    show_default=True,
    help="How far to look back, in days, including today.",
)
def command(options: GlobalOptions, days: int) -> None:
    """List what went wrong in reviews, exams and diagnostics, by task, newest first.

    Each has what you chose, the right answer and the reasons. 'clfcards review --mistakes' asks today's again.
    """
    with open_practice(options, to_read=True) as practice:
        found = wrong_items(practice, stamp(), days)
        if options.as_json:
            click.echo(dumps(words.document(practice.guide, found), indent=2))
        else:
            console.say(words.lines(practice.guide, found, console.width()))
            say_next(practice, options)

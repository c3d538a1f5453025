"""`clfcards readiness`: the probability of passing, how sure it is, and what to do next."""

import click

from clfcards.cli import console
from clfcards.cli.deck import quiet_deck_in
from clfcards.cli.following import next_after_practice
from clfcards.cli.learner import stamp
from clfcards.cli.options import GlobalOptions, with_global_options
from clfcards.cli.practice import open_practice
from clfcards.codec import dumps
from clfcards.words import readiness as words


@with_global_options
def command(options: GlobalOptions) -> None:
    """Show whether you are ready for the exam, and why.

    The estimate is based on your answers to questions that you had not met lately, and on your reviews.
    It expects you to grow between exams, and counts old answers less. The verdict is "ready", "not yet"
    or "not enough evidence".
    """
    with open_practice(options, to_read=True) as practice:
        forms = quiet_deck_in(practice.folder, options, to_read=True).forms
        readiness = practice.readiness(stamp(), forms)
        following = next_after_practice(practice, options)
    if options.as_json:
        click.echo(dumps(words.document(practice.guide, readiness, following), indent=2))
    else:
        console.say(words.lines(practice.guide, readiness, following, console.width()))

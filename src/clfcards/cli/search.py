"""`clfcards search`: finds facts, questions, services and tasks by their words."""

import click

from clfcards.cli import console
from clfcards.cli.following import say_next
from clfcards.cli.options import GlobalOptions, with_global_options
from clfcards.cli.practice import open_practice
from clfcards.codec import dumps
from clfcards.errors import UsageError
from clfcards.survey.search import words_of
from clfcards.system.garbage_collection import collector_off
from clfcards.use_cases.look_up import search_everything
from clfcards.words import search as words


@with_global_options
@click.argument("query", nargs=-1, required=True, metavar="WORD...")
@click.option("--limit", type=click.IntRange(1), default=20, metavar="N", show_default=True, help="How many to show.")
def command(options: GlobalOptions, query: tuple[str, ...], limit: int) -> None:
    """Find facts, questions, services and tasks by their words, and your own notes.

    Every WORD must be found, in any order, at least as the beginning of a word; case and accents do not
    matter. Questions that you have not met are only counted, so that they can still test you.
    """
    text = " ".join(query)
    if not words_of(text):
        raise UsageError(f"'{text}' has no letter or digit to search for")
    with open_practice(options, to_read=True) as practice, collector_off():
        found = search_everything(practice, text)
        if options.as_json:
            click.echo(dumps(words.document(practice.guide, found, limit), indent=2))
        else:
            console.say(words.lines(practice.guide, found, limit, console.width()))
            say_next(practice, options)

"""`clfcards history reset`: makes cards new again; the history keeps every answer."""

import click

from clfcards.cli.deck import open_deck, open_log
from clfcards.cli.learner import stamp
from clfcards.cli.options import GlobalOptions, with_global_options
from clfcards.codec import dumps
from clfcards.errors import UsageError
from clfcards.next_step import NextStep
from clfcards.use_cases.reset_progress import reset_of, reset_progress
from clfcards.words import reset as words


@with_global_options
@click.argument("names", nargs=-1, metavar="[CARD]...")
@click.option("--task", default="", metavar="ID", help="The cards of this task.")
@click.option("--deck", "everything", is_flag=True, help="Every card.")
@click.option("-y", "--yes", is_flag=True, help="Do it without asking.")
def command(options: GlobalOptions, names: tuple[str, ...], task: str, everything: bool, yes: bool) -> None:
    """Make cards new again: named ones, those of a task, or all.

    Your answers stay in the history and in the statistics, and exams are not touched. Flags stay, and
    so does a card that you suspended. 'clfcards history undo' takes it back.
    """
    if bool(names) + bool(task) + everything != 1:
        raise UsageError("name cards, a --task, or the whole --deck", NextStep.run("history reset", help=None))
    deck = open_deck(options)
    with open_log(options, deck) as log:
        reset = reset_of(deck, log, everything=everything, task=task, names=names)
        does = reset.learned > 0 and (yes or click.confirm(words.question(reset), err=True))
        events = reset_progress(log, reset, stamp) if does else []
    if options.as_json:
        click.echo(dumps(words.document(reset, events), indent=2))
    else:
        click.echo(words.outcome(reset, events))

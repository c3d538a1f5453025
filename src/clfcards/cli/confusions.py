"""`clfcards confusions`: the pairs that the learner takes for one another, and a drill of one of them."""

import click

from clfcards.cli.deck import open_deck, open_log
from clfcards.cli.learner import stamp
from clfcards.cli.options import GlobalOptions, with_global_options
from clfcards.codec import dumps
from clfcards.use_cases.confusions import confusions, facts_named
from clfcards.words import confusions as words


@with_global_options
@click.argument("names", nargs=-1, metavar="[FACT]...")
def command(options: GlobalOptions, names: tuple[str, ...]) -> None:
    """List the pairs of facts that you take for one another, the worst first.

    With FACT, only the pairs of these facts.
    """
    deck = open_deck(options, to_read=True)
    with open_log(options, deck, to_read=True) as log:
        found = confusions(deck, log, stamp(), facts_named(deck, names))
        click.echo(dumps(words.document(found), indent=2))

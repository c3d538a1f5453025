"""`clfcards optimize`: the memory model fitted to your own reviews."""

import click

from clfcards.cli.deck import open_deck, open_log
from clfcards.cli.learner import stamp
from clfcards.cli.options import GlobalOptions, with_global_options
from clfcards.codec import dumps
from clfcards.use_cases.optimize import optimize
from clfcards.words.training import optimize_lines, training_document


@with_global_options
@click.option("--dry-run", is_flag=True, help="Only evaluate; change nothing.")
def command(options: GlobalOptions, dry_run: bool) -> None:
    """Fit the memory model to your own reviews.

    The new weights are adopted only where they predict reviews they have not seen better, by more
    than chance, than the default ones and those in use do. Due dates stay; from the next review on,
    intervals follow the new weights. 'clfcards history undo' goes back.
    """
    with open_log(options, open_deck(options)) as log:
        found = optimize(log, stamp, dry_run=dry_run)
    if options.as_json:
        click.echo(dumps(training_document(found.training, found.reviews, adopted=found.adopted), indent=2))
    else:
        click.echo("\n".join(optimize_lines(found.training, found.reviews, adopted=found.adopted)))

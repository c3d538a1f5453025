"""`clfcards optimize`: fits the memory model to your own reviews."""

import click

from clfcards.cli.deck import open_deck, open_log
from clfcards.cli.following import say_next_after_review
from clfcards.cli.learner import stamp
from clfcards.cli.options import GlobalOptions, with_global_options
from clfcards.codec import dumps
from clfcards.use_cases.optimize import optimize
from clfcards.words.training import optimize_lines, training_document


@with_global_options
@click.option("--dry-run", is_flag=True, help="Only evaluate; change nothing.")
def command(options: GlobalOptions, dry_run: bool) -> None:
    """Fit the memory model to your own reviews.

    The new weights lie between the default ones and those that fit your reviews best, closer to yours
    the more you have reviewed. They are adopted only if they predict unseen reviews better than both the
    default weights and those in use, at several times, by more than chance.

    Due dates stay the same; intervals follow the new weights from the next review on. To go back, run
    'clfcards history undo'.

    The training is done by the package fsrs-rs-python: pip install 'clfcards[optimize]'.
    """
    deck = open_deck(options)
    with open_log(options, deck) as log:
        found = optimize(log, stamp, dry_run=dry_run)
        if options.as_json:
            click.echo(dumps(training_document(found.training, found.reviews, adopted=found.adopted), indent=2))
        else:
            click.echo("\n".join(optimize_lines(found.training, found.reviews, adopted=found.adopted)))
            say_next_after_review(deck, log, options)

"""`clfcards stats`: statistics of your reviews."""

from pathlib import Path

import click

from clfcards.cli import console
from clfcards.cli.deck import open_deck, open_log
from clfcards.cli.following import next_after_review
from clfcards.cli.learner import stamp
from clfcards.cli.options import GlobalOptions, with_global_options
from clfcards.codec import dumps
from clfcards.use_cases.statistics import deck_statistics
from clfcards.words import stats as words
from clfcards.words.lines import Line
from clfcards.words.next_action import next_lines


@with_global_options
@click.option("--html", type=click.Path(path_type=Path), metavar="FILE", help="Write one HTML page instead.")
@click.option("--all", "everything", is_flag=True, help="Show every section, with days, tasks and histograms.")
def command(options: GlobalOptions, html: Path | None, everything: bool) -> None:
    """Show what is due, how much you recall, and how long you studied.

    Retention counts the first answer of a day to each card that was in review. It should be
    close to the desired retention.
    """
    deck = open_deck(options, to_read=True)
    with open_log(options, deck, to_read=True) as log:
        found = deck_statistics(deck, log, stamp())
        following = None if options.as_json or html else next_after_review(deck, log, options)
    if html is not None:
        from clfcards.pages.stats import write_stats

        write_stats(html, found)
        click.echo(f"wrote {html}", err=True)
    if options.as_json:
        click.echo(dumps(words.document(found), indent=2))
    elif following is not None:
        width = console.width()
        shown = (words.lines if everything else words.overview)(found, width)
        console.say([*shown, Line(), *next_lines(following, width, after="stats")])

"""`clfcards stats`: what your log adds up to."""

import json
from collections.abc import Iterable
from pathlib import Path

import click

from clfcards.cli import console
from clfcards.cli.deck import open_deck, open_log
from clfcards.cli.learner import stamp
from clfcards.cli.options import GlobalOptions, with_global_options
from clfcards.decks.study import StudyDeck
from clfcards.log.log import Log
from clfcards.memory.options import study_settings
from clfcards.memory.statistics import Statistics, statistics
from clfcards.memory.study_day import study_day
from clfcards.model.event import live
from clfcards.render.face import face_of
from clfcards.render.spans import plain, spans
from clfcards.words.stats import stats_document, stats_lines


@with_global_options
@click.option("--html", type=click.Path(path_type=Path), metavar="FILE", help="Write one HTML page instead.")
def command(options: GlobalOptions, html: Path | None) -> None:
    """Show what is due, what you recall, and the time it took.

    True retention counts the first answer of a day to each card that was in review: it should
    come near the desired retention.
    """
    deck = open_deck(options)
    with open_log(options, deck) as log:
        found = _statistics(deck, log)
    if html is not None:
        from clfcards.pages.stats import write_stats

        write_stats(html, found, deck.outline, _fronts(deck, found.leeches))
        click.echo(f"wrote {html}", err=True)
    if options.as_json:
        click.echo(json.dumps(stats_document(found, deck.outline), indent=2))
    elif html is None:
        console.say(stats_lines(found, deck.outline, _fronts(deck, found.leeches), console.width()))


def _statistics(deck: StudyDeck, log: Log) -> Statistics:
    cutoff = study_settings(log.settings(), deck.outline.desired_retention).cutoff_hour
    now = stamp()
    answers = [event for event in live(log.events(kinds=("review", "cram", "undo"))) if event.kind != "undo"]
    today = study_day(now.at, now.utc_offset, cutoff)
    return statistics(tuple(deck.cards.values()), log.states(), answers, log.replay.model, today, cutoff)


def _fronts(deck: StudyDeck, cards: Iterable[str]) -> dict[str, str]:
    """The fronts of these cards by key, each as one line without its Markdown."""
    return {
        key: " ".join(plain(spans(face_of(deck.notes[deck.cards[key].note], key, 0).front, {})).split())
        for key in cards
    }

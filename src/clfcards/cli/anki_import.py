"""`clfcards anki import`: answers given in Anki become part of your history here."""

import datetime as dt
from pathlib import Path

import click

from clfcards.cli.deck import open_deck, open_log
from clfcards.cli.history_transfer import latest_time, merge_with_backups
from clfcards.cli.options import GlobalOptions, with_global_options
from clfcards.codec import dumps
from clfcards.model.time import Timestamp, UtcOffset
from clfcards.system.garbage_collection import collector_off


def _local_offset(at: Timestamp) -> UtcOffset:
    """The offset of this computer's zone at that time."""
    offset = dt.datetime.fromtimestamp(at / 1000).astimezone().utcoffset() or dt.timedelta()
    return UtcOffset(round(offset.total_seconds() / 60))


@with_global_options
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE...")
@click.option(
    "--any-date", is_flag=True, help="Also import answers dated more than two days ahead of this computer's clock."
)
@click.option("-y", "--yes", is_flag=True, help="Write the answers to your history; without it, nothing is written.")
def command(options: GlobalOptions, files: tuple[Path, ...], any_date: bool, yes: bool) -> None:
    """Import your answers from Anki: an .apkg, a .colpkg, or the file collection.anki2.

    Export from Anki with scheduling information, or name the collection of your profile, even while Anki is open.
    Cards are found by their note's identity, wherever you moved them. The same answer is imported once, from however
    many files and in whichever order. Without --yes, this only shows what would be imported and what is left out.
    """
    from clfcards.log.staged_events import StagedEvents
    from clfcards.use_cases.anki_import import AnkiReviews, LoggedAnswers, read_anki_reviews
    from clfcards.words import anki_import as words

    deck = open_deck(options, to_read=not yes)
    found, staged = AnkiReviews(), StagedEvents()
    with open_log(options, deck, to_read=not yes) as log, collector_off():
        logged = LoggedAnswers(log)
        for file in files:
            staged.add(read_anki_reviews(file, deck, logged, _local_offset, latest_time(any_date), found))
        new = merge_with_backups(log, staged) if yes else staged.count()
    result = words.document(found, new, written=yes and new > 0)
    if options.as_json:
        click.echo(dumps(result, indent=2))
        return
    click.echo(words.text(result, found))
    if closing := words.closing(result):
        click.echo(closing, err=True)

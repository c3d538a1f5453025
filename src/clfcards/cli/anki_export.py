"""`clfcards anki export`: your history for Anki, as a package or into the Anki that is running."""

import datetime as dt
import sys
from pathlib import Path

import click

from clfcards.cli import console
from clfcards.cli.anki_running import connection, with_address
from clfcards.cli.deck import open_deck, open_log, open_named_log
from clfcards.cli.exam_folder import folder_to_read
from clfcards.cli.learner import data_folder
from clfcards.cli.options import GlobalOptions, with_global_options
from clfcards.codec import dumps
from clfcards.errors import UsageError
from clfcards.system.files import shown, write_atomically
from clfcards.system.garbage_collection import collector_off


@with_global_options
@click.argument("file", required=False, type=click.Path(path_type=Path, dir_okay=False))
@click.option("--profile", default="", metavar="NAME", help="Refuse to write unless Anki has this profile open.")
@with_address
@click.option("-y", "--yes", is_flag=True, help="Write into the running Anki; without it, nothing is written there.")
def command(options: GlobalOptions, file: Path | None, profile: str, address: str, yes: bool) -> None:
    """Write your history into a package for a fresh Anki, or into the Anki that is running.

    With FILE, write an .apkg with the deck and all answers, due dates, flags and suspended cards, for an Anki that
    does not have the deck yet; switch on "Import any learning progress" in its import dialog.

    Anki takes no history from a package for cards that it has already. For them, leave out FILE: through the add-on
    AnkiConnect, the answers that the running Anki lacks go into its review log, and each card gets its new due date.
    Run 'clfcards anki import' first if you answered cards in Anki. No answer is written twice. Without --yes, this only
    shows what would be written.
    """
    if file is not None and (yes or profile):
        raise UsageError("--yes and --profile are for the running Anki: leave them out, or leave out FILE")
    _into_package(options, file) if file is not None else _into_anki(options, address, profile, yes=yes)


def _into_package(options: GlobalOptions, file: Path) -> None:
    from clfcards.use_cases.anki_export import export_to_anki
    from clfcards.words import anki_export as words

    deck = open_deck(options, to_read=True)
    with open_log(options, deck, to_read=True) as log, collector_off():
        made = export_to_anki(deck.folder, log, dt.datetime.now(dt.UTC))
    write_atomically(file, made.data)
    result = words.document(shown(file), made)
    click.echo(dumps(result, indent=2) if options.as_json else words.text(result))


def _into_anki(options: GlobalOptions, address: str, profile: str, *, yes: bool) -> None:
    from clfcards.use_cases.anki_lacks import what_anki_lacks
    from clfcards.use_cases.anki_running_export import export_into_anki
    from clfcards.use_cases.anki_sources import read_sources
    from clfcards.words import anki_export as words

    anki, data, folder = connection(address), data_folder(options.data), folder_to_read(options)
    anki.greet()
    with collector_off():
        sources = read_sources(folder, data / "cache" / folder.name, store=yes)
        with open_named_log(options, sources.namespace, to_read=True) as log:
            lacks = what_anki_lacks(sources, anki, data, log, dt.datetime.now().astimezone(), profile)
        done = export_into_anki(lacks, anki) if yes and lacks.cards else None
    if options.as_json:
        click.echo(dumps(words.running_document(lacks, done), indent=2))
    else:
        console.say(words.running_lines(lacks, done, console.width()))
    if done is not None and done.not_taken:
        sys.exit(1)

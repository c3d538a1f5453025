"""`clfcards anki export`: a package with the deck and your whole history."""

import datetime as dt
from pathlib import Path

import click

from clfcards.cli.deck import open_deck, open_log
from clfcards.cli.options import GlobalOptions, with_global_options
from clfcards.codec import dumps
from clfcards.system.files import shown, write_atomically
from clfcards.system.garbage_collection import collector_off


@with_global_options
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
def command(options: GlobalOptions, file: Path) -> None:
    """Write the deck with your whole history to FILE, an .apkg for an Anki that does not have the deck yet.

    All answers, due dates, flags and suspended cards arrive if "Import any learning progress" is switched on in
    Anki's import dialog. Anki takes no history for cards that it has already.
    """
    from clfcards.use_cases.anki_export import export_to_anki
    from clfcards.words import anki_export as words

    deck = open_deck(options, to_read=True)
    with open_log(options, deck, to_read=True) as log, collector_off():
        made = export_to_anki(deck.folder, log, dt.datetime.now(dt.UTC))
    write_atomically(file, made.data)
    result = words.document(shown(file), made)
    click.echo(dumps(result, indent=2) if options.as_json else words.text(result))

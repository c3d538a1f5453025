"""`clfcards anki diff`: what the Anki on this computer has, compared with the sources."""

import click

from clfcards.cli import console
from clfcards.cli.anki_running import connection, with_address
from clfcards.cli.exam_folder import folder_to_read
from clfcards.cli.learner import data_folder
from clfcards.cli.options import GlobalOptions, with_global_options
from clfcards.codec import dumps


@with_global_options
@click.option("--profile", default="", metavar="NAME", help="Refuse to look unless Anki has this profile open.")
@with_address
def command(options: GlobalOptions, profile: str, address: str) -> None:
    """Show how the notes in a running Anki differ from the sources.

    It lists what is missing, outdated, edited by you, retired, in another deck, or there more than once. It needs the
    add-on AnkiConnect, and writes nothing.
    """
    from clfcards.system.garbage_collection import collector_off
    from clfcards.use_cases.anki_diff import anki_diff
    from clfcards.use_cases.anki_sources import read_sources
    from clfcards.words import anki_diff as words

    anki, data, folder = connection(address), data_folder(options.data), folder_to_read(options)
    anki.greet()
    with collector_off():
        found = anki_diff(read_sources(folder, data / "cache" / folder.name), anki, data, profile)
    if options.as_json:
        click.echo(dumps(words.document(found), indent=2))
    else:
        console.say(words.lines(found, console.width()))

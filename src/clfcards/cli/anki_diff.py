"""`clfcards anki diff`: what a collection of Anki has, compared with the sources."""

from pathlib import Path

import click

from clfcards.cli import console
from clfcards.cli.anki_running import connection, with_address
from clfcards.cli.exam_folder import folder_to_read
from clfcards.cli.learner import data_folder
from clfcards.cli.options import GlobalOptions, with_global_options
from clfcards.codec import dumps
from clfcards.errors import UsageError


@with_global_options
@click.argument("file", required=False, type=click.Path(path_type=Path))
@click.option("--profile", default="", metavar="NAME", help="Refuse to look unless Anki has this profile open.")
@with_address
def command(options: GlobalOptions, file: Path | None, profile: str, address: str) -> None:
    """Show how the notes in Anki differ from the sources.

    It lists what is missing, outdated, edited by you, retired, in another deck, or there more than once. With
    FILE, an .apkg, a .colpkg or a collection.anki2, it reads that file. Without FILE, it asks the Anki that is running,
    which needs the add-on AnkiConnect. It writes nothing.
    """
    from clfcards.system.garbage_collection import collector_off
    from clfcards.use_cases.anki_diff import anki_diff, file_diff
    from clfcards.use_cases.anki_sources import read_sources
    from clfcards.words import anki_diff as words

    if file is not None and profile:
        raise UsageError("--profile names a profile of the running Anki: leave out --profile or FILE")
    anki, data, folder = connection(address), data_folder(options.data), folder_to_read(options)
    if file is None:
        anki.greet()
    with collector_off():
        sources = read_sources(folder, data / "cache" / folder.name)
        found = anki_diff(sources, anki, data, profile) if file is None else file_diff(sources, file, data)
    if options.as_json:
        click.echo(dumps(words.document(found), indent=2))
    else:
        console.say(words.lines(found, console.width()))

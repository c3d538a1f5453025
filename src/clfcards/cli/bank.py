"""`clfcards bank`: the pages that the bank rests on, and banks in other formats."""

import click

from clfcards.cli.bank_transfer import export, import_
from clfcards.cli.exam_folder import folder_to_read
from clfcards.cli.options import GlobalOptions, with_global_options
from clfcards.cli.subcommands import SubcommandGroup
from clfcards.codec import dumps
from clfcards.decks.load import load_with_guide
from clfcards.survey.pages import cited_pages
from clfcards.system.garbage_collection import collector_off
from clfcards.words import pages as words


@with_global_options
@click.option("--csv", "as_csv", is_flag=True, help="Write CSV, one row per citation.")
def sources(options: GlobalOptions, as_csv: bool) -> None:
    """List every cited page with the items that rest on it and the day on which each was read.

    The pages of the exam guide come first, then those that have not been read for the longest time.
    """
    with collector_off():
        loaded, guide, _ = load_with_guide(folder_to_read(options))
        pages = cited_pages(guide, loaded.bank)
    if options.as_json:
        click.echo(dumps(words.document(pages), indent=2))
    elif as_csv:
        click.echo(words.csv_text(pages), nl=False)
    else:
        click.echo(words.text(pages))


command = SubcommandGroup(
    name="bank",
    help="Import and export questions in other formats, and list the pages that the bank rests on.",
    commands={"sources": sources, "import": import_, "export": export},
)

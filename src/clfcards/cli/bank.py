"""`clfcards bank`: its pages, the difficulties of its questions, and banks in other formats."""

from pathlib import Path

import click

from clfcards.cli.bank_transfer import export, import_
from clfcards.cli.exam_folder import folder_to_read, folder_to_write
from clfcards.cli.options import GlobalOptions, with_global_options
from clfcards.cli.subcommands import SubcommandGroup
from clfcards.codec import dumps
from clfcards.decks.load import load_with_guide
from clfcards.survey.pages import cited_pages
from clfcards.system.files import shown, write_atomically
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


@with_global_options
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE...")
@click.option("--write", is_flag=True, help="Write difficulty.json. Without it, nothing is written.")
def calibrate(options: GlobalOptions, files: tuple[Path, ...], write: bool) -> None:
    """Fit the questions' difficulties to histories that learners shared.

    Give all the histories that you have: the table follows from these files alone. The same answer counts once,
    in however many files it is. 'clfcards coverage --difficulty' then shows each question.
    """
    from clfcards.decks.difficulty_file import fitted_table
    from clfcards.exam.fitted_table import FILE
    from clfcards.use_cases.calibrate import calibration, read_shared
    from clfcards.words.calibration import calibration_document, calibration_lines

    folder = folder_to_write(options) if write else folder_to_read(options)
    with collector_off():
        loaded, guide, settings = load_with_guide(folder)
        found = calibration(guide, loaded.bank, [read_shared(file, settings.namespace) for file in files])
    path = folder / FILE
    if write:
        write_atomically(path, fitted_table(found.table).encode())
    written = shown(path) if write else ""
    if options.as_json:
        click.echo(dumps(calibration_document(found, written), indent=2))
    else:
        click.echo("\n".join(calibration_lines(found, written)))


command = SubcommandGroup(
    name="bank",
    help="Import and export questions, list the pages that the bank rests on, or calibrate its questions.",
    commands={"sources": sources, "calibrate": calibrate, "import": import_, "export": export},
)

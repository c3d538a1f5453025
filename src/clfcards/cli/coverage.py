"""`clfcards coverage`: how many items cover each part of the guide, and where there are few."""

from pathlib import Path

import click

from clfcards.cli.exam_folder import folder_to_read
from clfcards.cli.options import GlobalOptions, with_global_options
from clfcards.codec import dumps
from clfcards.decks.load import load_with_guide
from clfcards.errors import UsageError
from clfcards.survey.coverage import coverage
from clfcards.system.files import shown, write_atomically
from clfcards.system.garbage_collection import collector_off
from clfcards.words import coverage as words


@with_global_options
@click.option("--html", "page", type=click.Path(path_type=Path), metavar="FILE", help="Write an HTML page instead.")
@click.option("--difficulty", is_flag=True, help="Show how hard each question is, and how well it separates.")
def command(options: GlobalOptions, page: Path | None, difficulty: bool) -> None:
    """Show how many items cover each task, topic and service, and where there are few."""
    folder = folder_to_read(options)
    if difficulty:
        if page:
            raise UsageError("--html is for the counts: leave out --html or --difficulty")
        _show_difficulty(folder, options)
        return
    with collector_off():
        loaded, guide, settings = load_with_guide(folder)
        found = coverage(guide, loaded.bank, settings.floors)
    if page:
        from clfcards.pages.coverage import coverage_page

        write_atomically(page, coverage_page(guide, found).encode())
        click.echo(f"{shown(page)}  open it in a browser", err=True)
    if options.as_json:
        click.echo(dumps(words.document(found), indent=2))
    elif not page:
        click.echo(words.text(found))


def _show_difficulty(folder: Path, options: GlobalOptions) -> None:
    from clfcards.use_cases.calibrate import difficulties
    from clfcards.words import question_difficulty

    with collector_off():
        loaded, guide, _ = load_with_guide(folder)
        found = difficulties(folder, guide, loaded.bank)
    document = question_difficulty.document(found)
    click.echo(dumps(document, indent=2) if options.as_json else question_difficulty.text(found))

"""`clfcards page`: practice exams as one page, for whoever has a browser and no Python."""

from pathlib import Path

import click

from clfcards.cli.exam_folder import folder_to_read
from clfcards.cli.options import GlobalOptions, with_global_options
from clfcards.decks.fitted_table import fitted_in
from clfcards.decks.load import load_with_guide
from clfcards.exam.practice_forms import practice_forms
from clfcards.pages.practice import PracticePage, PracticeSources, practice_page
from clfcards.system.files import shown, write_atomically
from clfcards.system.garbage_collection import collector_off


@with_global_options
@click.option("-o", "--out", type=click.Path(path_type=Path), metavar="FILE", help="Where to write the page.")
def command(options: GlobalOptions, out: Path | None) -> None:
    """Write practice exams as one page that needs no Python, no account and no network."""
    folder = folder_to_read(options)
    with collector_off():
        page = _page(folder)
    path = out or Path("build") / f"{folder.name}.html"
    write_atomically(path, page.html.encode())
    click.echo(f"{shown(path)}  open it in a browser")


def _page(folder: Path) -> PracticePage:
    loaded, guide, settings = load_with_guide(folder)
    questions = list({q.id: q for q in loaded.bank.questions if q.task in guide.tasks}.values())
    forms = practice_forms(guide, settings.shares, questions, fitted_in(folder).estimates)
    return practice_page(PracticeSources(guide, settings, questions, forms))

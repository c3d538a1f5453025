"""`clfcards page`: practice exams as one page or as a site, for whoever has a browser and no Python."""

from pathlib import Path

import click

from clfcards.cli.exam_folder import every_exam, folders_to_read
from clfcards.cli.learner import data_folder
from clfcards.cli.options import GlobalOptions, with_global_options
from clfcards.codec import dumps
from clfcards.decks.fitted_table import fitted_in
from clfcards.decks.load import guide_and_settings_of, load_cached
from clfcards.errors import ClfcardsError, UsageError
from clfcards.exam.practice_forms import practice_forms
from clfcards.next_step import NextStep
from clfcards.pages.practice import PracticePage, PracticeSources, practice_page
from clfcards.pages.practice_site import WORKER, SitePage, site_files
from clfcards.system.files import read_beginning, shown, write_atomically
from clfcards.system.garbage_collection import collector_off
from clfcards.words import page as words

_MARK = b"clfcards page"  # near the beginning of every file that this command would replace
_BEGINNING = 8192


@with_global_options
@click.option("-o", "--out", type=click.Path(path_type=Path), metavar="FILE", help="Where to write the page.")
@click.option("--site", type=click.Path(path_type=Path, file_okay=False), metavar="DIR", help="Write a site instead.")
@every_exam
def command(options: GlobalOptions, out: Path | None, site: Path | None, every_exam: bool) -> None:
    """Write practice exams as a page that needs no Python, no account and no network.

    The page has a short diagnostic with a study plan, exams against the clock, and all questions as a booklet. It is
    one file, build/EXAM.html unless FILE is given. A site has the pages of the exam, or of all with --every-exam, and
    what a phone needs to install them. 'history import' reads what a page saves.
    """
    if out is not None and (site is not None or every_exam):
        raise UsageError("-o names the file of one page: leave it out with --site and --every-exam")
    folders = folders_to_read(options, every=every_exam)
    with collector_off():
        made = {folder.name: _sources(folder, options) for folder in folders}
        target = {name: out or (site or Path("build")) / f"{name}.html" for name in made}
        if site is not None:
            files = site_files([_site_page(name, sources) for name, sources in made.items()])
            _write_site(site, files)
        else:
            for name, sources in made.items():
                _write_page(target[name], practice_page(sources))
    documents = [words.document(s.forms, len(s.questions), shown(target[name])) for name, s in made.items()]
    if options.as_json:
        click.echo(dumps(words.PagesDocument(tuple(documents))))
        return
    for document in documents:
        click.echo(words.made_sentence(document))


def _sources(folder: Path, options: GlobalOptions) -> PracticeSources:
    """What the exam's page is made of. Raises ClfcardsError if a part of the sources cannot be read."""
    loaded = load_cached(folder, data_folder(options.data) / "cache" / folder.name, store=False)
    guide, settings = guide_and_settings_of(loaded)
    if loaded.problems:
        raise ClfcardsError(
            f"the sources in '{shown(folder)}' have errors, and a page would lack questions", NextStep.run("check")
        )
    questions = list({q.id: q for q in loaded.bank.questions if q.task in guide.tasks}.values())
    if not questions:
        raise ClfcardsError(f"'{shown(folder)}' has no question for a page", NextStep.run("new question"))
    forms = practice_forms(guide, settings.shares, questions, fitted_in(folder).estimates)
    return PracticeSources(guide, settings, questions, forms)


def _site_page(name: str, sources: PracticeSources) -> SitePage:
    guide = sources.guide
    return SitePage(f"{name}.html", guide.exam, guide.language, practice_page(sources, site=True))


def _write_page(path: Path, page: PracticePage) -> None:
    """Writes the page. Raises ClfcardsError if the file exists and is not such a page."""
    if path.exists() and not (path.is_file() and _MARK in read_beginning(path, _BEGINNING)):
        raise ClfcardsError(
            f"'{shown(path)}' is not a page of practice exams, so it was not replaced: name another file with -o"
        )
    write_atomically(path, page.html.encode())


def _write_site(folder: Path, files: dict[str, bytes]) -> None:
    """Writes the site's files, the worker last. Raises ClfcardsError if the folder holds anything but a site."""
    worker = folder / WORKER
    is_site = worker.is_file() and _MARK in read_beginning(worker, _BEGINNING)
    if folder.exists() and not is_site and any(folder.iterdir()):
        raise ClfcardsError(
            f"'{shown(folder)}' holds other files, so no site was written there: name a new folder with --site"
        )
    for name, content in files.items():
        write_atomically(folder / name, content)

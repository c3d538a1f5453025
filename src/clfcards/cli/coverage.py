"""`clfcards coverage`: how many items cover each part of the guide, and where there are few."""

from pathlib import Path

import click

from clfcards.cli.exam_folder import every_exam, folder_to_read, folders_to_read
from clfcards.cli.options import GlobalOptions, with_global_options
from clfcards.codec import dumps
from clfcards.decks.load import load_with_guide
from clfcards.errors import UsageError
from clfcards.model.guide import Guide
from clfcards.survey.coverage import Coverage, coverage
from clfcards.system.files import shown, write_atomically
from clfcards.system.garbage_collection import collector_off
from clfcards.words import coverage as words


@with_global_options
@every_exam
@click.option("--html", "page", type=click.Path(path_type=Path), metavar="FILE", help="Write an HTML page instead.")
@click.option("--difficulty", is_flag=True, help="Show how hard each question is, and how well it separates.")
@click.option(
    "--confusions", is_flag=True, help="Show which wrong options are linked to a fact, and which ones learners choose."
)
@click.option(
    "--shared", multiple=True, type=click.Path(path_type=Path), metavar="FILE",
    help="With --confusions: also count the answers in this history that a learner shared; can be repeated.",
)  # fmt: skip
def command(
    options: GlobalOptions,
    every_exam: bool,
    page: Path | None,
    difficulty: bool,
    confusions: bool,
    shared: tuple[Path, ...],
) -> None:
    """Show how many items cover each task, topic and service, and where there are few."""
    if every_exam:
        if page or difficulty or confusions:
            raise UsageError("--every-exam shows the counts: leave out --html, --difficulty and --confusions")
        _show_every(folders_to_read(options, every=True), options)
        return
    if shared and not confusions:
        raise UsageError("--shared is for the answers of --confusions: add it, or leave out --shared")
    if page and confusions:
        raise UsageError("--html is for the counts: leave out --html or --confusions")
    if confusions:
        if difficulty:
            raise UsageError("--difficulty and --confusions are two lists: choose one")
        _show_confusions(shared, options)
        return
    folder = folder_to_read(options)
    if difficulty:
        if page:
            raise UsageError("--html is for the counts: leave out --html or --difficulty")
        _show_difficulty(folder, options)
        return
    guide, found = _coverage_of(folder)
    if page:
        from clfcards.pages.coverage import coverage_page

        write_atomically(page, coverage_page(guide, found).encode())
        click.echo(f"{shown(page)}  open it in a browser", err=True)
    if options.as_json:
        click.echo(dumps(words.document(found), indent=2))
    elif not page:
        click.echo(words.text(found))


def _coverage_of(folder: Path) -> tuple[Guide, Coverage]:
    with collector_off():
        loaded, guide, settings = load_with_guide(folder)
        return guide, coverage(guide, loaded.bank, settings.floors)


def _show_every(folders: list[Path], options: GlobalOptions) -> None:
    """Shows every exam under its name; the document of `--json` has them by the names of their folders."""
    found = {folder.name: _coverage_of(folder)[1] for folder in folders}
    if options.as_json:
        click.echo(dumps({name: words.document(one) for name, one in found.items()}, indent=2))
    else:
        click.echo("\n\n".join(f"{name}\n\n{words.text(one)}" for name, one in found.items()))


def _show_difficulty(folder: Path, options: GlobalOptions) -> None:
    from clfcards.use_cases.calibrate import difficulties
    from clfcards.words import question_difficulty

    with collector_off():
        loaded, guide, _ = load_with_guide(folder)
        found = difficulties(folder, guide, loaded.bank)
    document = question_difficulty.document(found)
    click.echo(dumps(document, indent=2) if options.as_json else question_difficulty.text(found))


def _show_confusions(shared: tuple[Path, ...], options: GlobalOptions) -> None:
    from clfcards.cli.practice import open_practice
    from clfcards.exam.confusion_coverage import confusion_coverage
    from clfcards.use_cases.calibrate import read_shared
    from clfcards.use_cases.confusion_answers import chosen_options
    from clfcards.words import confusion_coverage as confusion_words

    with open_practice(options, to_read=True) as practice:
        histories = [read_shared(file, practice.deck.namespace) for file in shared]
        found = confusion_coverage(practice.bank, chosen_options(practice, histories))
    if options.as_json:
        click.echo(dumps(confusion_words.document(found), indent=2))
    else:
        click.echo(confusion_words.text(found, confusion_words.whose_answers(found.answers, len(histories))))

"""`clfcards whatsnew`: shows what changed for learners between two releases."""

from pathlib import Path

import click

from clfcards.cli.exam_folder import folder_to_read
from clfcards.cli.options import GlobalOptions, with_global_options
from clfcards.codec import dumps
from clfcards.decks.load import load
from clfcards.system.files import shown, write_atomically
from clfcards.system.garbage_collection import collector_off
from clfcards.use_cases.whatsnew import Packages, whatsnew
from clfcards.words import release_news as words


@with_global_options
@click.argument("since", metavar="REV|APKG")
@click.argument("until", metavar="[REV|APKG]", required=False)
@click.option(
    "--size", type=click.IntRange(1, 1_000_000), metavar="N", help="Compare decks of N cards, not the largest ones."
)
@click.option("--all", "every_package", is_flag=True, help="Compare every package that deck.yaml lists.")
@click.option("--html", "page", type=click.Path(path_type=Path), metavar="FILE", help="Also write an HTML page.")
def command(
    options: GlobalOptions, since: str, until: str | None, size: int | None, every_package: bool, page: Path | None
) -> None:
    """Summarize for learners what changed since an older release.

    A release is a git revision, or a package made by `clfcards build`. The second one is the newer release;
    without it, the sources are compared as they are. Changes are grouped by severity, from changed answers to
    details, and by domain, each with a search for Anki's browser. The output is Markdown.
    """
    with collector_off():
        loaded = load(folder_to_read(options))
        news = whatsnew(loaded, since, until, Packages(size, every_package))
    if page:
        from clfcards.pages.release_news import news_page

        write_atomically(page, news_page(news).encode())
        click.echo(f"{shown(page)}  open it in a browser", err=True)
    if options.as_json:
        click.echo(dumps(words.document(news), indent=2))
    else:
        click.echo(words.markdown(news), nl=False)

"""`clfcards whatsnew`: shows what changed for learners since an older release."""

from pathlib import Path

import click

from clfcards.anki.pictures import packed_pictures
from clfcards.anki.release import Release, release_in, release_of
from clfcards.anki.release_comparison import compare
from clfcards.cli.options import GlobalOptions, with_global_options
from clfcards.codec import dumps
from clfcards.decks.folders import decks_folder, exam_folder
from clfcards.decks.load import Loaded, guide_and_settings_of, load_with_guide
from clfcards.decks.revisions import loaded_at
from clfcards.foreign.package import MAX_BYTES
from clfcards.system.files import read_bytes, shown, write_atomically
from clfcards.system.garbage_collection import collector_off
from clfcards.words import release_news as words


@with_global_options
@click.argument("since", metavar="REV|APKG")
@click.option("--html", "page", type=click.Path(path_type=Path), metavar="FILE", help="Also write an HTML page.")
def command(options: GlobalOptions, since: str, page: Path | None) -> None:
    """Summarize for learners what changed since an older release.

    The older release is a git revision, or a package made by `clfcards build`. Changes are grouped by
    severity, from changed answers to fixed typos, and by domain. The output is Markdown.
    """
    with collector_off():
        loaded, guide, _ = load_with_guide(exam_folder(decks_folder(options.decks), options.exam))
        path = Path(since)
        if path.is_file():
            old = release_in(shown(path), read_bytes(path, MAX_BYTES), guide)
        else:
            with loaded_at(since, loaded.folder) as earlier:
                old = _release(earlier)
        found = compare(old, _release(loaded))
    name = path.name if path.is_file() else since
    if page:
        from clfcards.pages.release_news import news_page

        write_atomically(page, news_page(guide, name, found).encode())
        click.echo(f"{shown(page)}  open it in a browser", err=True)
    if options.as_json:
        click.echo(dumps(words.document(found), indent=2))
    else:
        click.echo(words.markdown(guide, name, found), nl=False)


def _release(loaded: Loaded) -> Release:
    guide, settings = guide_and_settings_of(loaded)
    pictures = packed_pictures(guide.code, loaded.media)
    return release_of(guide, settings, loaded.bank, {name: picture.name for name, picture in pictures.items()})

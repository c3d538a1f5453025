"""`clfcards preview`: shows every card on one page, as Anki shows it."""

from pathlib import Path

import click

from clfcards.cli.exam_folder import folder_to_read
from clfcards.cli.options import GlobalOptions, with_global_options
from clfcards.decks.cache import MemoryCache
from clfcards.decks.item_lines import item_lines
from clfcards.decks.load import Loaded, guide_and_settings_of, load
from clfcards.decks.watch import version_of
from clfcards.errors import ClfcardsError
from clfcards.model.problem import Problem
from clfcards.pages.preview import PreviewSources, SourceLine, preview_page, waiting_page
from clfcards.pages.serve import PageServer, ServedPage
from clfcards.rules import RULES, check
from clfcards.system.files import read_bytes, shown, write_atomically
from clfcards.system.garbage_collection import collector_off
from clfcards.use_cases.check import rules_in_force
from clfcards.words.next_steps import error_sentence

_EDITOR = "vscode://file{path}:{line}"


@with_global_options
@click.option(
    "-o", "--out", type=click.Path(path_type=Path), default=Path("build/preview.html"), metavar="FILE",
    show_default=True, help="Where to write the page.",
)  # fmt: skip
@click.option("--serve", is_flag=True, help="Serve the page on this machine, and reload it when a source changes.")
@click.option("--port", type=click.IntRange(0, 65535), default=8767, show_default=True, help="The port for --serve.")
@click.option(
    "--editor", default=_EDITOR, metavar="URL", show_default=True,
    help="The URL that a card's source link opens, with {path} and {line}.",
)  # fmt: skip
def command(options: GlobalOptions, out: Path, serve: bool, port: int, editor: str) -> None:
    """Show both sides of every card on one page, as Anki will."""
    folder = folder_to_read(options)
    cache = MemoryCache()
    if not serve:
        with collector_off():
            page = _page(load(folder, cache), editor, "")
        write_atomically(out, page.encode())
        click.echo(f"{shown(out)}  open it in a browser")
        return
    try:
        server = PageServer(
            port, lambda: version_of(folder), lambda version: live_page(folder, cache, editor, version), _complain
        )
    except OSError as error:
        raise ClfcardsError(f"port {port} is in use: choose another with --port, or 0 for any free port") from error
    click.echo(f"{server.url}  press Ctrl-C to stop")
    with server:
        try:
            server.serve_forever(poll_interval=0.2)
        except KeyboardInterrupt:
            click.echo("", err=True)


def live_page(folder: Path, cache: MemoryCache, editor: str, version: str) -> ServedPage:
    """The page or, while the guide, the settings or a file cannot be read, one that names the problems and waits."""
    try:
        with collector_off():
            loaded = load(folder, cache)
            if loaded.guide is None or loaded.settings is None:
                problems = tuple(str(problem) for problem in _decisive_first(loaded))
            else:
                return ServedPage(_page(loaded, editor, version))
    except ClfcardsError as error:
        problems = (error_sentence(error),)
    return ServedPage(waiting_page(problems, version=version), problems)


def _decisive_first(loaded: Loaded) -> list[Problem]:
    """The problems, those of the files without which there is no deck first."""
    decisive = {shown(loaded.folder / name) for name in ("guide.yaml", "deck.yaml")}
    return sorted(loaded.problems, key=lambda problem: problem.place.path not in decisive)


def _page(loaded: Loaded, editor: str, version: str) -> str:
    """The page of sources with a guide and settings. Raises ClfcardsError if a picture cannot be read."""
    guide, _ = guide_and_settings_of(loaded)
    sources = loaded.sources()
    previewed = PreviewSources(
        guide=guide,
        bank=loaded.bank,
        media={name: read_bytes(path) for name, path in loaded.media.items()},
        lines={
            origin: SourceLine(origin.path, loaded.files[origin.path].resolve().as_posix(), line)
            for origin, line in item_lines(loaded).items()
        },
        found=check(sources, rules_in_force(RULES, loaded.settings)) if sources else [],
        unread=loaded.problems,
        report_url=loaded.settings.report_url if loaded.settings else "",
    )
    return preview_page(previewed, editor=editor, version=version)


def _complain(sentence: str) -> None:
    click.echo(f"clfcards: {sentence}", err=True)

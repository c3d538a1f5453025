"""`clfcards build`: builds the Anki packages, the ledger and the release notes.

The build itself is imported when it begins, so that the help is shown 60 ms earlier.
"""

from __future__ import annotations

import datetime as dt
import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from clfcards.cli.exam_folder import folder_to_publish
from clfcards.cli.options import GlobalOptions, with_global_options
from clfcards.cli.progress import ProgressLine
from clfcards.codec import dumps
from clfcards.decks.derived_file import remove_old_cache
from clfcards.errors import ClfcardsError, UsageError
from clfcards.system.files import shown
from clfcards.system.garbage_collection import collector_off
from clfcards.words.next_steps import error_sentence

if TYPE_CHECKING:
    from clfcards.decks.load import BankCache
    from clfcards.model.problem import Problem
    from clfcards.use_cases.build import BuildRequest, Built

_YEAR_2200 = 7_258_118_400  # seconds since 1970


@with_global_options
@click.option(
    "--size", type=click.IntRange(1, 1_000_000), metavar="N", help="Build a deck of N cards, not the largest one."
)
@click.option("--all", "every_package", is_flag=True, help="Build every package that deck.yaml lists.")
@click.option("--locked", is_flag=True, help="Fail if the ledger would change (for continuous integration).")
@click.option(
    "-o", "--out", type=click.Path(path_type=Path), default=Path("build"), metavar="DIR", show_default=True,
    help="Where to write packages and release notes.",
)  # fmt: skip
@click.option("--retire-many", is_flag=True, help="Allow many published notes to be gone from the sources.")
@click.option("--watch", is_flag=True, help="Rebuild whenever a source changes; leave the ledger unchanged.")
def command(
    options: GlobalOptions,
    size: int | None,
    every_package: bool,
    locked: bool,
    out: Path,
    retire_many: bool,
    watch: bool,
) -> None:
    """Build the Anki packages from the sources.

    Card counts follow the exam guide's weights. If the sources have errors, nothing is built, and the
    previous build is unchanged. The ledger next to the sources records what learners have.
    """
    from clfcards.use_cases.build import BuildRequest
    from clfcards.words import build as words

    folder, is_own = folder_to_publish(options)
    request = BuildRequest(folder, out, size, every_package, locked, retire_many, keeps_ledger=is_own and not watch)
    if watch:
        if locked:
            raise UsageError("--watch and --locked cannot be used together")
        _watch(request)
        return
    built, seconds = _build(request, None)
    remove_old_cache(out / ".cache")
    if options.as_json:
        click.echo(dumps(words.document(built, seconds), indent=2))
    else:
        click.echo(words.text(built, seconds))
        click.echo(f"{shown(built.notes)}  release notes for learners", err=True)


def _build(request: BuildRequest, cache: BankCache | None) -> tuple[Built, float]:
    """The build and the seconds it took. Raises ClfcardsError if nothing was built, after showing any problems."""
    from clfcards.cli.problems import show_problems
    from clfcards.use_cases.build import Built, build
    from clfcards.use_cases.check import SourcesHaveErrors
    from clfcards.words import build as words

    started = time.perf_counter()
    with collector_off(), ProgressLine(sys.stderr) as progress:
        built = build(request, _now(), cache, progress)
    if isinstance(built, SourcesHaveErrors):
        show_problems(built.problems, err=True)
    if not isinstance(built, Built):
        raise words.refusal(built)
    return built, time.perf_counter() - started


def _watch(request: BuildRequest) -> None:
    """Rebuilds after every change until Ctrl-C, each time showing the warnings that were not shown before.

    The ledger is left unchanged, because what a writer tries out is not published.
    """
    from clfcards.cli.problems import show_problems
    from clfcards.decks.cache import MemoryCache
    from clfcards.decks.watch import changes
    from clfcards.use_cases.check import problems_of
    from clfcards.words import build as words

    cache = MemoryCache()
    known: set[Problem] = set()
    try:
        for _ in changes(request.folder):
            try:
                built, seconds = _build(request, cache)
            except ClfcardsError as error:
                # This must not end the program: the writer fixes the sources, and that change starts a new build.
                click.echo(f"clfcards: {error_sentence(error)}", err=True)
                continue
            names = ", ".join(shown(package.path) for package in built.packages)
            click.echo(f"{names}  {words.changes_line(built, seconds)}")
            found = problems_of(built.loaded)
            show_problems([problem for problem in found if problem not in known], err=True)
            known = set(found)
    except KeyboardInterrupt:
        click.echo("", err=True)


def _now() -> dt.datetime:
    """The modification time of changed notes: SOURCE_DATE_EPOCH if it is set, else the current time."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if epoch is None:
        return dt.datetime.now(dt.UTC).replace(microsecond=0)
    try:
        seconds = int(epoch)
    except ValueError as error:
        raise UsageError(f"SOURCE_DATE_EPOCH is '{epoch}': it must be seconds since 1970") from error
    if not 0 <= seconds < _YEAR_2200:
        raise UsageError(f"SOURCE_DATE_EPOCH is {seconds}: it must be between the years 1970 and 2200")
    return dt.datetime.fromtimestamp(seconds, dt.UTC)

"""`clfcards build`: builds the Anki packages, the ledger and the release notes.

The build itself is imported when it begins, so that the help is shown 60 ms earlier.
"""

from __future__ import annotations

import datetime as dt
import os
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from clfcards.cli.exam_folder import every_exam, folders_to_publish
from clfcards.cli.options import GlobalOptions, with_global_options
from clfcards.cli.progress import ProgressLine
from clfcards.codec import dumps
from clfcards.decks.derived_file import remove_old_cache
from clfcards.errors import ClfcardsError, UsageError
from clfcards.system.files import shown, write_atomically
from clfcards.system.garbage_collection import collector_off
from clfcards.words.next_steps import error_sentence

if TYPE_CHECKING:
    from clfcards.decks.load import BankCache
    from clfcards.model.problem import Problem
    from clfcards.use_cases.build_outcome import Built
    from clfcards.use_cases.build_request import BuildClock, BuildRequest

_YEAR_2200 = 7_258_118_400  # seconds since 1970


@with_global_options
@every_exam
@click.option(
    "--size", type=click.IntRange(1, 1_000_000), metavar="N", help="Build a deck of N cards, not the largest one."
)
@click.option("--all", "every_package", is_flag=True, help="Build every package that deck.yaml lists.")
@click.option(
    "--since", metavar="REV|APKG", help="Also build a package with only the notes that changed since a release."
)
@click.option("--locked", is_flag=True, help="Fail if the ledger would change (for continuous integration).")
@click.option(
    "-o", "--out", type=click.Path(path_type=Path), default=Path("build"), metavar="DIR", show_default=True,
    help="Where to write packages and release notes.",
)  # fmt: skip
@click.option(
    "--accept-fewer", "--retire-many", "accept_fewer", is_flag=True,
    help="Do not ask before a tenth of the published cards leaves.",
)  # fmt: skip
@click.option("--first", is_flag=True, help="Nothing was published before: begin a new ledger.")
@click.option("--date", type=click.DateTime(["%Y-%m-%d"]), metavar="DAY", help="The day of the release, not today.")
@click.option("--repair-ledger", is_flag=True, help="Set times in the ledger that lie in the future back to now.")
@click.option("--watch", is_flag=True, help="Rebuild whenever a source changes; leave the ledger unchanged.")
def command(
    options: GlobalOptions,
    every_exam: bool,
    size: int | None,
    every_package: bool,
    since: str | None,
    locked: bool,
    out: Path,
    accept_fewer: bool,
    first: bool,
    date: dt.datetime | None,
    repair_ledger: bool,
    watch: bool,
) -> None:
    """Build the Anki packages from the sources.

    Card counts follow the exam guide's weights. If the sources have errors, nothing is built, and the
    previous build is unchanged. The ledger next to the sources records what learners have. With --every-exam,
    each exam has a folder of its own in DIR.
    """
    from clfcards.use_cases.build_request import BuildRequest

    folders, is_own = folders_to_publish(options, every=every_exam)
    requests = [
        BuildRequest(
            folder, out / folder.name if every_exam else out, size, every_package, locked, accept_fewer,
            keeps_ledger=is_own and not watch, first=first, repair=repair_ledger, since=since,
        )
        for folder in folders
    ]  # fmt: skip
    clock = _clock(date)
    if watch:
        _watch_one(requests, clock, locked=locked, since=since)
        return
    asks = not options.as_json and sys.stdin.isatty()
    _show([_build(request, clock, None, asks=asks) for request in requests], options, every_exam=every_exam)
    remove_old_cache(out / ".cache")


def _show(builds: list[tuple[Built, float]], options: GlobalOptions, *, every_exam: bool) -> None:
    """Shows what was built. With `every_exam`, the document of `--json` is a list."""
    from clfcards.words import build as words

    if options.as_json:
        documents = [words.document(built, seconds) for built, seconds in builds]
        click.echo(dumps(documents if every_exam else documents[0], indent=2))
    for built, seconds in builds:
        if not options.as_json:
            click.echo(words.text(built, seconds))
            click.echo(f"{shown(built.notes)}  release notes for learners", err=True)
        for warning in words.warnings(built):
            click.echo(f"clfcards: {warning}", err=True)


def _watch_one(
    requests: list[BuildRequest], clock: Callable[[], BuildClock], *, locked: bool, since: str | None
) -> None:
    if locked or since:
        raise UsageError(f"--watch and {'--locked' if locked else '--since'} cannot be used together")
    if len(requests) > 1:
        raise UsageError("--watch and --every-exam cannot be used together")
    _watch(requests[0], clock)


def _build(
    request: BuildRequest, clock: Callable[[], BuildClock], cache: BankCache | None, *, asks: bool = False
) -> tuple[Built, float]:
    """The build and the seconds it took. Raises ClfcardsError if nothing was built, after showing any problems."""
    from clfcards.cli.problems import show_problems
    from clfcards.use_cases.build import build
    from clfcards.use_cases.build_outcome import Built, FewerCards
    from clfcards.use_cases.check import SourcesHaveErrors
    from clfcards.words import build as words
    from clfcards.words.release_news import markdown

    started = time.perf_counter()
    with collector_off(), ProgressLine(sys.stderr) as progress:
        built = build(request, clock(), cache, progress)
    if isinstance(built, FewerCards) and asks and click.confirm(f"{words.refusal(built)}. Build it?", err=True):
        return _build(replace(request, accept_fewer=True), clock, cache)
    if isinstance(built, SourcesHaveErrors):
        show_problems(built.problems, err=True)
    if not isinstance(built, Built):
        raise words.refusal(built)
    write_atomically(built.notes, markdown(built.news).encode())
    return built, time.perf_counter() - started


def _watch(request: BuildRequest, clock: Callable[[], BuildClock]) -> None:
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
                built, seconds = _build(request, clock, cache)
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


def _clock(day: dt.datetime | None) -> Callable[[], BuildClock]:
    """The modification time of changed notes: `day`, or SOURCE_DATE_EPOCH if it is set, or else the current time."""
    from clfcards.use_cases.build_request import BuildClock

    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if day is not None:
        if not 1970 <= day.year < 2200:
            raise UsageError(f"--date is {day.date()}: it must be between the years 1970 and 2200")
        named = BuildClock(day.replace(tzinfo=dt.UTC), is_named=True)
        return lambda: named
    if epoch is None:
        return lambda: BuildClock(dt.datetime.now(dt.UTC).replace(microsecond=0))
    try:
        seconds = int(epoch)
    except ValueError as error:
        raise UsageError(f"SOURCE_DATE_EPOCH is '{epoch}': it must be seconds since 1970") from error
    if not 0 <= seconds < _YEAR_2200:
        raise UsageError(f"SOURCE_DATE_EPOCH is {seconds}: it must be between the years 1970 and 2200")
    named = BuildClock(dt.datetime.fromtimestamp(seconds, dt.UTC), is_named=True)
    return lambda: named

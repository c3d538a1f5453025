"""`clfcards build`: the Anki packages, the ledger and the release notes."""

import datetime as dt
import hashlib
import json
import os
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import click

from clfcards.cli.options import GlobalOptions, with_global_options
from clfcards.cli.progress import Progress
from clfcards.decks.cache import MemoryCache
from clfcards.decks.derived_file import remove_old_cache
from clfcards.decks.folders import decks_folder, exam_folder
from clfcards.decks.load import BankCache, Loaded, load
from clfcards.decks.watch import changes
from clfcards.errors import ClfcardsError, UsageError
from clfcards.model.problem import Problem
from clfcards.rules import ERRORS
from clfcards.system.collector import collector_off
from clfcards.system.files import shown, write_atomically
from clfcards.use_cases.build import Built, build
from clfcards.use_cases.check import problems_of
from clfcards.words.build import deck_table
from clfcards.words.problems import print_problems

_YEAR_2200 = 7_258_118_400  # seconds since 1970


@with_global_options
@click.option(
    "--size", type=click.IntRange(1, 1_000_000), metavar="N", help="A deck of N cards instead of the largest."
)
@click.option("--all", "every_package", is_flag=True, help="Build every package that deck.yaml lists.")
@click.option("--locked", is_flag=True, help="Fail if the ledger would change (for continuous integration).")
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    default=Path("build"),
    metavar="DIR",
    show_default=True,
    help="Where packages and release notes go.",
)
@click.option("--retire-many", is_flag=True, help="Accept that many published notes are gone from the sources.")
@click.option("--watch", is_flag=True, help="Build again whenever a source changes; the ledger is left alone.")
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

    Counts follow the exam guide's weights. Sources with errors are not built, and what was built
    before stays. The ledger beside the sources remembers what learners have.
    """
    folder = exam_folder(decks_folder(options.decks), options.exam)
    order = _Order(folder, out, size, every_package, locked, retire_many, keeps_ledger=not watch)
    if watch:
        if locked:
            raise UsageError("--watch and --locked do not go together")
        _watch(order)
        return
    started = time.perf_counter()
    with collector_off(), Progress(sys.stderr) as progress:
        loaded, built = _build(order, None, progress)
    remove_old_cache(out / ".cache")
    seconds = time.perf_counter() - started
    if options.as_json:
        click.echo(json.dumps(_summary(order.code(loaded), out, built, seconds), indent=2))
    else:
        _show(out, built, seconds)


@dataclass(frozen=True, slots=True)
class _Order:
    """What is to be built from which folder to which."""

    folder: Path
    out: Path
    size: int | None
    every_package: bool
    locked: bool
    retire_many: bool
    keeps_ledger: bool

    def code(self, loaded: Loaded) -> str:
        return loaded.guide.code if loaded.guide else self.folder.name


def _build(order: _Order, cache: BankCache | None, progress: Progress) -> tuple[Loaded, Built]:
    """Reads, checks, builds and writes. Raises ClfcardsError where the sources have errors, after showing them."""
    progress("reading")
    loaded = load(order.folder, cache)
    progress("checking")
    problems = problems_of(loaded, ERRORS)
    if problems or loaded.guide is None or loaded.settings is None:
        progress.clear()
        print_problems(problems, err=True)
        raise ClfcardsError("nothing was built: mend the sources first; what was built before is untouched")
    ledger_path = order.folder / "ledger.json"
    built = build(
        loaded.guide, loaded.settings, loaded.bank, loaded.media, ledger_path, _now(),
        size=order.size, every_package=order.every_package, retire_many=order.retire_many, progress=progress,
    )  # fmt: skip
    if order.locked and built.ledger_changed:
        raise ClfcardsError(_locked_message(built, shown(ledger_path)))
    progress("writing")
    for name, data in built.packages.items():
        write_atomically(order.out / name, data)
    write_atomically(order.out / "whatsnew.md", built.release_notes.encode())
    # Last: a package that could not be written was not published.
    if built.ledger_changed and order.keeps_ledger:
        write_atomically(ledger_path, built.ledger_data)
    return loaded, built


def _watch(order: _Order) -> None:
    """Builds at every change until Ctrl-C. Warnings come after the build, and only those not shown before.

    The ledger is left alone: what a writer tries out has not been published.
    """
    cache = MemoryCache()
    known: set[Problem] = set()
    try:
        for _ in changes(order.folder):
            started = time.perf_counter()
            try:
                with collector_off(), Progress(sys.stderr) as progress:
                    loaded, built = _build(order, cache, progress)
            except ClfcardsError as error:
                click.echo(f"clfcards: {error}", err=True)
                continue
            names = ", ".join(shown(order.out / name) for name in built.packages)
            click.echo(f"{names}  {_counts(built)}; {time.perf_counter() - started:.2f} s")
            found = problems_of(loaded)
            print_problems([problem for problem in found if problem not in known], err=True)
            known = set(found)
    except KeyboardInterrupt:
        click.echo("", err=True)


def _now() -> dt.datetime:
    """The time that changed notes are stamped with: SOURCE_DATE_EPOCH where it is set, else the clock's."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if epoch is None:
        return dt.datetime.now(dt.UTC).replace(microsecond=0)
    try:
        seconds = int(epoch)
    except ValueError as error:
        raise UsageError(f"SOURCE_DATE_EPOCH is '{epoch}': it must be seconds since 1970") from error
    if not 0 <= seconds < _YEAR_2200:
        raise UsageError(f"SOURCE_DATE_EPOCH is {seconds}: it must lie between the years 1970 and 2200")
    return dt.datetime.fromtimestamp(seconds, dt.UTC)


def _locked_message(built: Built, ledger: str) -> str:
    changes = built.changes
    what = ", ".join(
        f"{len(ids)} {word}"
        for word, ids in (
            ("added", changes.added),
            ("changed", changes.changed),
            ("retired", changes.retired),
            ("left out", changes.left),
            ("note types restyled", changes.note_types),
        )
        if ids
    )
    return f"'{ledger}' is behind ({what or 'decks renamed or moved'}): run 'clfcards build' and commit it"


def _show(out: Path, built: Built, seconds: float) -> None:
    for deck, (name, data) in zip(built.decks, built.packages.items(), strict=True):
        click.echo(deck_table(deck))
        click.echo(f"\n{shown(out / name)}  {len(deck.notes)} notes, {deck.cards} cards, {len(data) / 1000:,.0f} kB\n")
    click.echo(f"{_counts(built)}; {seconds:.2f} s")
    click.echo(f"{shown(out / 'whatsnew.md')}  release notes for learners", err=True)


def _counts(built: Built) -> str:
    now = built.changes
    counts = (("added", now.added), ("changed", now.changed), ("retired", now.retired))
    return ", ".join(f"{len(ids)} {word}" for word, ids in counts)


def _summary(code: str, out: Path, built: Built, seconds: float) -> dict[str, object]:
    """The document of --json. The package is the first; with --all the others are under `packages`."""
    packages = [
        {
            "apkg": shown(out / name),
            "sha256": hashlib.sha256(data).hexdigest(),
            "notes": len(deck.notes),
            "cards": deck.cards,
            "domains": [
                {
                    "id": d.id,
                    "name": d.title,
                    "weight": d.weight,
                    "quota": d.quota,
                    "cards": d.cards,
                    "reserve": d.reserve,
                }
                for d in deck.domains
            ],
        }
        for deck, (name, data) in zip(built.decks, built.packages.items(), strict=True)
    ]
    changes = built.changes
    return {
        "exam": code,
        **packages[0],
        "reserve": [note.id for note in built.decks[0].reserve],
        "packages": packages,
        "added": list(changes.added),
        "changed": list(changes.changed),
        "retired": list(changes.retired),
        "left": list(changes.left),
        "seconds": round(seconds, 3),
    }

"""`clfcards build`: the Anki packages, the ledger and the release notes."""

import datetime as dt
import hashlib
import json
import os
import sys
import time
from pathlib import Path

import click

from clfcards.anki.build import Built, build
from clfcards.cli.options import Settings, with_settings
from clfcards.errors import ClfcardsError, UsageError
from clfcards.rules import ERRORS
from clfcards.terminal.problems import print_problems
from clfcards.terminal.progress import Progress
from clfcards.terminal.table import deck_table
from clfcards.workspace.cache import FileCache
from clfcards.workspace.check import problems_of
from clfcards.workspace.files import shown, write_atomically
from clfcards.workspace.folders import decks_folder, exam_folder
from clfcards.workspace.load import collector_off, load


@with_settings
@click.option("--size", type=click.IntRange(min=1), metavar="N", help="A deck of N cards instead of the largest.")
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
def command(settings: Settings, size: int | None, every_package: bool, locked: bool, out: Path) -> None:
    """Build the Anki packages from the sources.

    Counts follow the exam guide's weights. Sources with errors are not built, and what was built
    before stays. The ledger beside the sources remembers what learners have.
    """
    started = time.perf_counter()
    folder = exam_folder(decks_folder(settings.decks), settings.exam)
    with collector_off(), Progress(sys.stderr) as progress:
        progress("reading")
        cache = FileCache(out / ".cache")
        loaded = load(folder, cache)
        progress("checking")
        problems = problems_of(loaded, ERRORS)
        if problems or loaded.guide is None or loaded.settings is None:
            progress.clear()
            print_problems(problems, err=True)
            raise ClfcardsError("nothing was built: mend the sources first; what was built before is untouched")
        ledger_path = folder / "ledger.json"
        built = build(
            loaded.guide, loaded.settings, loaded.bank, loaded.media, ledger_path, _now(),
            size=size, every_package=every_package, progress=progress,
        )  # fmt: skip
        if locked and built.ledger_changed:
            raise ClfcardsError(_locked_message(built, shown(ledger_path)))
        progress("writing")
        if built.ledger_changed:
            write_atomically(ledger_path, built.ledger_data)
        for name, data in built.packages.items():
            write_atomically(out / name, data)
        write_atomically(out / "whatsnew.md", built.release_notes.encode())
        cache.save()

    seconds = time.perf_counter() - started
    if settings.as_json:
        click.echo(json.dumps(_summary(loaded.guide.code, out, built, seconds), indent=2))
    else:
        _show(out, built, seconds)


def _now() -> dt.datetime:
    """The time that changed notes are stamped with: SOURCE_DATE_EPOCH where it is set, else the clock's."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if epoch is None:
        return dt.datetime.now(dt.UTC).replace(microsecond=0)
    try:
        return dt.datetime.fromtimestamp(int(epoch), dt.UTC)
    except (ValueError, OverflowError, OSError) as error:
        raise UsageError(f"SOURCE_DATE_EPOCH is '{epoch}': it must be seconds since 1970") from error


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
    changes = built.changes
    counts = (("added", changes.added), ("changed", changes.changed), ("retired", changes.retired))
    click.echo(", ".join(f"{len(ids)} {word}" for word, ids in counts) + f"; {seconds:.2f} s")
    click.echo(f"{shown(out / 'whatsnew.md')}  release notes for learners", err=True)


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

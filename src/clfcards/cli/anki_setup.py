"""`clfcards anki setup`: the options of our deck in a running Anki."""

import sys
from pathlib import Path

import click

from clfcards.anki.connect import AnkiConnect
from clfcards.cli import console
from clfcards.cli.anki_running import connection, with_address
from clfcards.cli.exam_folder import folder_to_read
from clfcards.cli.learner import data_folder
from clfcards.cli.options import GlobalOptions, with_global_options
from clfcards.codec import dumps
from clfcards.errors import UsageError


@with_global_options
@click.option("--new-per-day", type=click.IntRange(0, 9999), metavar="N", help="How many new cards a day.")
@click.option("--undo", is_flag=True, help="Take back what this command changed.")
@with_address
@click.option("-n", "--dry-run", is_flag=True, help="Only show what would be done.")
@click.option("-y", "--yes", is_flag=True, help="Do it without asking.")
def command(
    options: GlobalOptions, new_per_day: int | None, undo: bool, address: str, dry_run: bool, yes: bool
) -> None:
    """Set the options of our deck in a running Anki: new cards in the deck's order, siblings on different days.

    It also sets the desired retention of deck.yaml. If other decks use the same preset, our deck gets a copy of it,
    so that nothing changes for them. It shows what it will do and asks; --undo takes it back. It needs the add-on
    AnkiConnect.
    """
    from clfcards.use_cases import anki_setup as use_case
    from clfcards.use_cases.anki_sources import read_sources
    from clfcards.words import anki_setup as words

    anki, data, folder = connection(address), data_folder(options.data), folder_to_read(options)
    anki.greet()
    sources = read_sources(folder, data / "cache" / folder.name)
    record = use_case.setup_record(data, sources.namespace)
    if undo:
        _undo(options, anki, record, sources.guide.code, dry_run=dry_run, yes=yes)
        return
    plan = use_case.setup_plan(sources, anki, data, new_per_day)
    if not options.as_json:
        console.say(words.lines(plan, console.width()))
    done = bool(plan) and not dry_run and (yes or _agreed(options))
    if done:
        use_case.set_up(anki, plan, record)
    if options.as_json:
        click.echo(dumps(words.document(sources.guide.code, plan, done=done), indent=2))
    elif plan:
        click.echo(words.outcome(done=done))


def _undo(options: GlobalOptions, anki: AnkiConnect, record: Path, exam: str, *, dry_run: bool, yes: bool) -> None:
    from clfcards.use_cases.anki_setup_undo import undo_plan, undo_setup
    from clfcards.words import anki_setup_undo as words
    from clfcards.words.anki_setup import outcome

    steps = undo_plan(anki, record)
    if not options.as_json:
        console.say(words.lines(steps, console.width()))
    done = any(step.is_undone for step in steps) and not dry_run and (yes or _agreed(options))
    if done:
        undo_setup(anki, steps, record)
    if options.as_json:
        click.echo(dumps(words.document(exam, steps, done=done), indent=2))
    else:
        click.echo(outcome(done=done))


def _agreed(options: GlobalOptions) -> bool:
    if options.as_json or not sys.stdin.isatty():
        raise UsageError("nothing was written: add --yes to do it without being asked, or --dry-run to only look")
    return click.confirm("Write this into Anki?", err=True)

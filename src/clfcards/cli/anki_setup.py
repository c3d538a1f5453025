"""`clfcards anki setup`: the options of our deck in a running Anki."""

import sys

import click

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
        changes = use_case.undo_plan(anki, record)
        if not options.as_json:
            console.say(words.undo_lines(changes, console.width()))
        if done := not dry_run and (yes or _agreed(options)):
            use_case.undo_setup(anki, changes, record)
        if options.as_json:
            click.echo(dumps({"exam": sources.guide.code, "undone": done}, indent=2))
        else:
            click.echo(words.outcome(done=done))
        return
    plan = use_case.setup_plan(sources, anki, new_per_day)
    if not options.as_json:
        console.say(words.lines(plan, console.width()))
    done = bool(plan) and not dry_run and (yes or _agreed(options))
    if done:
        use_case.set_up(anki, plan, record)
    if options.as_json:
        click.echo(dumps(words.document(sources.guide.code, plan, done=done), indent=2))
    elif plan:
        click.echo(words.outcome(done=done))


def _agreed(options: GlobalOptions) -> bool:
    if options.as_json or not sys.stdin.isatty():
        raise UsageError("nothing was written: add --yes to do it without being asked, or --dry-run to only look")
    return click.confirm("Write this into Anki?", err=True)

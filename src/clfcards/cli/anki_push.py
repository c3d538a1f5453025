"""`clfcards anki push`: corrections into a running Anki, without losing what the learner edited."""

import sys
import time

import click

from clfcards.cli import console
from clfcards.cli.anki_running import connection, with_address
from clfcards.cli.exam_folder import folder_to_read
from clfcards.cli.learner import data_folder
from clfcards.cli.options import GlobalOptions, with_global_options
from clfcards.codec import dumps
from clfcards.errors import UsageError


@with_global_options
@click.argument("notes", nargs=-1, metavar="[NOTE]...")
@click.option("--take", type=click.Choice(["ours", "mine"]), help="Which text to take where both sides changed it.")
@click.option("--suspend-retired", is_flag=True, help="Suspend the cards of retired notes.")
@click.option("--reset-changed", is_flag=True, help="Learn cards again whose answer changes.")
@click.option("--profile", default="", metavar="NAME", help="Refuse to push unless Anki has this profile open.")
@with_address
@click.option("-n", "--dry-run", is_flag=True, help="Only show what would be done.")
@click.option("-y", "--yes", is_flag=True, help="Do it without asking.")
def command(
    options: GlobalOptions,
    notes: tuple[str, ...],
    take: str | None,
    suspend_retired: bool,
    reset_changed: bool,
    profile: str,
    address: str,
    dry_run: bool,
    yes: bool,
) -> None:
    """Bring corrections into the Anki that is running on this computer, and keep what you edited.

    It needs the add-on AnkiConnect. Each field and each tag of a note is merged: where only the sources changed, you
    get the correction; where only you did, yours stays. Where both did, yours stays too, and the conflict is shown
    with both texts: --take decides all conflicts, or those of each NOTE. Cards move if their deck was renamed or
    changed by us. Notes that Anki lacks come by import. It shows what it will do and asks.
    """
    from clfcards.anki.push_plan import Take
    from clfcards.system.garbage_collection import collector_off
    from clfcards.use_cases.anki_push import PushRequest, prepare_push, push
    from clfcards.use_cases.anki_sources import read_sources
    from clfcards.words import anki_push as words

    if notes and take is None:
        raise UsageError("a NOTE is for --take: say 'ours' or 'mine'")
    anki, data, folder = connection(address), data_folder(options.data), folder_to_read(options)
    side: Take | None = "ours" if take == "ours" else "mine" if take == "mine" else None
    request = PushRequest(side, frozenset(notes), suspend_retired, reset_changed, profile)
    anki.greet()  # before the sources are read, so that a wrong address is reported at once
    with collector_off():
        sources = read_sources(folder, data / "cache" / folder.name, store=not dry_run)
        prepared = prepare_push(sources, anki, data, request)
    result = None
    if not options.as_json:
        console.say(words.plan_lines(prepared, console.width()))
    if not dry_run and (prepared.is_nothing or yes or _agreed(options)):
        result = push(prepared, anki, time.time_ns() // 1_000_000)
    if options.as_json:
        click.echo(dumps(words.document(prepared, result), indent=2))
    elif result is not None and not prepared.is_nothing:
        console.say(words.result_lines(result, prepared, console.width()))
    if result is not None and not result.is_as_planned(prepared):
        sys.exit(1)


def _agreed(options: GlobalOptions) -> bool:
    if options.as_json or not sys.stdin.isatty():
        raise UsageError("nothing was written: add --yes to push without being asked, or --dry-run to only look")
    return click.confirm("Write this into Anki?", err=True)

"""`clfcards doctor`: checks whether the log is intact, and repairs what it can."""

import datetime as dt
import sys

import click

from clfcards.cli.exam_folder import folder_to_read
from clfcards.cli.learner import data_folder, second_backup_folder
from clfcards.cli.options import GlobalOptions, with_global_options
from clfcards.codec import dumps
from clfcards.decks.load import load
from clfcards.errors import ClfcardsError
from clfcards.log.doctor import Diagnosis
from clfcards.next_step import NextStep
from clfcards.use_cases.open_log import examine, repair, restorable, sweep
from clfcards.words.doctor import document, lines
from clfcards.words.restore import copy_lines


@with_global_options
@click.option("--check", "only_check", is_flag=True, help="Only look: write nothing, repair nothing.")
@click.option("--restore", is_flag=True, help="First list what backups and other copies hold that your log lacks.")
def command(options: GlobalOptions, only_check: bool, restore: bool) -> None:
    """Check your log, and repair what can be repaired.

    A damaged file is kept next to the new one. Exits with 1 if anything was wrong.
    """
    deck = load(folder_to_read(options)).settings
    if deck is None:
        raise ClfcardsError("deck.yaml has errors", NextStep.run("check"))
    folder, second = data_folder(options.data), second_backup_folder()
    if restore and not options.as_json:
        click.echo("\n".join(copy_lines(restorable(folder, deck.namespace, second))))
    examined = examine(folder, deck.namespace, second)
    found = examined.diagnosis
    if not only_check:
        sweep(folder, deck.namespace)
    if not found.is_well and not only_check:
        try:
            found = repair(examined, dt.datetime.now(dt.UTC), second)
        except ClfcardsError:
            _show(found, options)  # what was found is worth knowing even if the disk cannot be written
            raise
    _show(found, options)
    sys.exit(0 if found.is_well else 1)


def _show(found: Diagnosis, options: GlobalOptions) -> None:
    click.echo(dumps(document(found), indent=2) if options.as_json else "\n".join(lines(found)))

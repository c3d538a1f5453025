"""`clfcards doctor`: checks whether the log is intact, and repairs what it can."""

import datetime as dt
import sys

import click

from clfcards.cli.exam_folder import folder_to_read
from clfcards.cli.learner import data_folder
from clfcards.cli.options import GlobalOptions, with_global_options
from clfcards.codec import dumps
from clfcards.decks.load import load
from clfcards.errors import ClfcardsError
from clfcards.log.doctor import examine
from clfcards.next_step import NextStep
from clfcards.use_cases.event_kinds import KINDS
from clfcards.words.doctor import document, lines


@with_global_options
def command(options: GlobalOptions) -> None:
    """Check your log, and repair what can be repaired.

    A damaged file is kept next to the new one. Exits with 1 if anything was wrong.
    """
    deck = load(folder_to_read(options)).settings
    if deck is None:
        raise ClfcardsError("deck.yaml has errors", NextStep.run("check"))
    found = examine(data_folder(options.data), deck.namespace, dt.datetime.now(dt.UTC), KINDS)
    if options.as_json:
        click.echo(dumps(document(found), indent=2))
    else:
        click.echo("\n".join(lines(found)))
    sys.exit(1 if found.damage or found.repaired or found.from_backups else 0)

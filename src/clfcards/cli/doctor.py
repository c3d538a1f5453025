"""`clfcards doctor`: is the log whole? What can be mended is mended."""

import datetime as dt
import json
import sys

import click

from clfcards.cli.learner import data_folder
from clfcards.cli.options import GlobalOptions, with_global_options
from clfcards.decks.folders import decks_folder, exam_folder
from clfcards.decks.load import load
from clfcards.errors import ClfcardsError
from clfcards.log.doctor import Diagnosis, examine
from clfcards.system.files import shown


@with_global_options
def command(options: GlobalOptions) -> None:
    """Check your log, and repair what can be repaired.

    A damaged file is kept beside the one that is made anew. Exit code 1 where anything was wrong.
    """
    deck = load(exam_folder(decks_folder(options.decks), options.exam)).settings
    if deck is None:
        raise ClfcardsError("deck.yaml has mistakes: run 'clfcards check'")
    found = examine(data_folder(options.data), deck.namespace, dt.datetime.now(dt.UTC))
    click.echo(json.dumps(_document(found), indent=2) if options.as_json else "\n".join(_lines(found)))
    sys.exit(1 if found.damage or found.mended or found.from_backups else 0)


def _lines(found: Diagnosis) -> list[str]:
    name = shown(found.path)
    if not found.exists:
        return [f"there is no log at {name} yet"]
    lines = [f"{name}: {found.events} events, {found.cards} cards, {found.backups} backups"]
    if found.damage:
        lines.append(f"the file was damaged: {found.damage}")
        lines.append(f"saved {found.saved} events from it and {found.from_backups} more from backups")
        if found.set_aside:
            lines.append(f"the damaged file is kept as {shown(found.set_aside)}")
    elif found.from_backups:
        lines.append(f"{found.from_backups} events were missing and came back from backups")
    if found.mended:
        lines.append(f"{len(found.mended)} card states did not follow from the log and were derived anew")
    if not (found.damage or found.from_backups or found.mended):
        lines.append("the log is whole, and every card state follows from it")
    return lines


def _document(found: Diagnosis) -> dict[str, object]:
    return {
        "path": str(found.path),
        "exists": found.exists,
        "events": found.events,
        "cards": found.cards,
        "mended": list(found.mended),
        "damage": found.damage,
        "set_aside": str(found.set_aside) if found.set_aside else None,
        "saved": found.saved,
        "from_backups": found.from_backups,
        "backups": found.backups,
    }

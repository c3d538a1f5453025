"""`clfcards history`: what you did, undone, exported, merged."""

import importlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from clfcards.cli.deck import back_up_daily, open_deck, open_log
from clfcards.cli.learner import stamp
from clfcards.cli.options import GlobalOptions, with_global_options
from clfcards.decks.study import StudyDeck
from clfcards.errors import UsageError
from clfcards.log.log import Log
from clfcards.memory.session import UNDOABLE
from clfcards.model.event import Event
from clfcards.system.files import read_lines, shown, write_atomically
from clfcards.words.history import history_line, suspended_line

_SHOWN = (*UNDOABLE, "set", "weights", "sitting")


class HistoryGroup(click.Group):
    """Without the name of a subcommand it lists; global options may stand before the name too."""

    def parse_args(self, context: click.Context, args: list[str]) -> list[str]:
        name = _name_in(args)
        if name is not None:
            args.insert(0, args.pop(name))
        elif not {"--help", "-h"} & set(args):
            args.insert(0, "list")
        return super().parse_args(context, args)

    def list_commands(self, context: click.Context) -> list[str]:
        return [*super().list_commands(context), *_ELSEWHERE]

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        if name in _ELSEWHERE:
            module = importlib.import_module(_ELSEWHERE[name])
            found: click.Command = module.command
            return found
        return super().get_command(context, name)


def _name_in(args: list[str]) -> int | None:
    """The place of the first word that is neither an option nor its value."""
    values = 0
    for place, word in enumerate(args):
        if values:
            values -= 1
        elif word.startswith("-"):
            values = VALUES.get(word, 0)
        else:
            return place
    return None


# How many values follow an option, for all that may stand before a subcommand's name.
VALUES = {"--decks": 1, "--exam": 1, "--data": 1, "--limit": 1, "--show": 1, "--html": 1, "--compare": 2}
# Subcommands that live in modules of their own, imported when called.
_ELSEWHERE: dict[str, str] = {"exams": "clfcards.cli.history_exams"}

command = HistoryGroup(
    name="history",
    help="List what you did, undo it, export it, merge another device's.\n\nWithout a COMMAND it lists.",
)


@contextmanager
def _opened(options: GlobalOptions) -> Iterator[tuple[Log, StudyDeck]]:
    deck = open_deck(options)
    with open_log(options, deck) as log:
        yield log, deck


@with_global_options
@click.option("--limit", type=click.IntRange(1), default=20, metavar="N", show_default=True, help="How many.")
def list_(options: GlobalOptions, limit: int) -> None:
    """What you did, the newest first."""
    with _opened(options) as (log, _):
        events = log.latest(_SHOWN, limit)
    if options.as_json:
        click.echo(json.dumps({"events": [_document(event) for event in events]}, indent=2, ensure_ascii=False))
    elif not events:
        click.echo("nothing yet: 'clfcards review' begins")
    else:
        click.echo("\n".join(history_line(event) for event in events))


@with_global_options
@click.argument("ids", nargs=-1, metavar="[ID]...")
def undo(options: GlobalOptions, ids: tuple[str, ...]) -> None:
    """Undo the last thing you did on this device, or those named by their ids."""
    with _opened(options) as (log, _):
        last = None if ids else log.last_done((*UNDOABLE, "set", "weights"))
        targets = [last] if last else [_undoable(log, id_) for id_ in ids]
        log.append(*(_event("undo", target.id) for target in targets))
    if options.as_json:
        click.echo(json.dumps({"undone": [_document(target) for target in targets]}, indent=2, ensure_ascii=False))
    else:
        lines = [f"undone: {history_line(target)}" for target in targets]
        click.echo("\n".join(lines) or "there is nothing to undo")


def _undoable(log: Log, name: str) -> Event:
    event = log.event(name)
    if event is None:
        raise UsageError(f"there is no event '{name}': 'clfcards history' lists them")
    if event.kind not in (*UNDOABLE, "set", "weights"):
        raise UsageError(f"'{name}' is a {event.kind}, which cannot be undone")
    return event


@with_global_options
@click.argument("file", required=False, type=click.Path(path_type=Path, dir_okay=False))
def export(options: GlobalOptions, file: Path | None) -> None:
    """Write all of it as JSON lines, to FILE or to standard output."""
    from clfcards.log.json_lines import export_lines

    if file is None and options.as_json:
        raise UsageError("an export is JSON lines already, not one document: leave out --json, or name a FILE")
    with _opened(options) as (log, deck):
        events = log.events()
    lines = export_lines(events, deck.outline.namespace)
    if file is None:
        for line in lines:
            click.echo(line.encode(), nl=False)
    else:
        write_atomically(file, "".join(lines).encode())
        _say(options, {"file": shown(file), "events": len(events)}, f"{len(events)} events in {shown(file)}")


@with_global_options
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE...")
def import_(options: GlobalOptions, files: tuple[Path, ...]) -> None:
    """Merge exports of other devices. Twice is the same as once, and the order does not matter."""
    from clfcards.log.json_lines import import_events

    with _opened(options) as (log, deck):
        events: list[Event] = []
        for file in files:
            events += import_events(read_lines(file), shown(file), deck.outline.namespace)
        back_up_daily(log)
        added = log.merge(events)
    known = len({event.id for event in events}) - added
    _say(options, {"added": added, "known": known}, f"{added} new events, {known} were here already")


@with_global_options
def suspended(options: GlobalOptions) -> None:
    """The cards set aside: by you, as leeches, or because the deck has dropped them."""
    with _opened(options) as (log, deck):
        states = [s for s in log.states().values() if s.suspended or (s.reviews and s.card not in deck.cards)]
    states.sort(key=lambda state: state.changed_at, reverse=True)
    if options.as_json:
        listed = [{"card": s.card, "why": s.suspended or "retired", "lapses": s.lapses} for s in states]
        click.echo(json.dumps({"suspended": listed}, indent=2))
    else:
        lines = [suspended_line(state, deck.notes) for state in states]
        click.echo("\n".join(lines) or "no card is set aside")


@with_global_options
@click.argument("names", nargs=-1, required=True, metavar="CARD...")
def unsuspend(options: GlobalOptions, names: tuple[str, ...]) -> None:
    """Take cards up again: srm-of-in, or srm-of-in/2 for its second card."""
    cards = [name if "/" in name else f"{name}/1" for name in names]
    with _opened(options) as (log, _):
        for card in cards:
            if not log.state(card).suspended:
                raise UsageError(f"'{card}' is not set aside: 'clfcards history suspended' lists what is")
        log.append(*(_event("unsuspend", card, log.state(card).changed_at + 1) for card in cards))
    _say(options, {"unsuspended": cards}, "\n".join(f"taken up again: {card}" for card in cards))


def _event(kind: str, subject: str, not_before: int = 0) -> Event:
    now = stamp(not_before)
    return Event(id=now.id, at=now.at, utc_offset=now.utc_offset, kind=kind, subject=subject)


def _say(options: GlobalOptions, document: dict[str, Any], sentence: str) -> None:
    click.echo(json.dumps(document) if options.as_json else sentence)


def _document(event: Event) -> dict[str, Any]:
    return {
        "id": event.id, "at": event.at, "utc_offset": event.utc_offset, "kind": event.kind, "subject": event.subject,
        "rating": event.rating, "duration": event.duration, "interval": event.interval, "payload": dict(event.payload),
    }  # fmt: skip


for _subcommand, _name in (
    (list_, "list"),
    (undo, "undo"),
    (export, "export"),
    (import_, "import"),
    (suspended, "suspended"),
    (unsuspend, "unsuspend"),
):
    command.add_command(_subcommand, _name)

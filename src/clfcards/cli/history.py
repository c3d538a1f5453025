"""`clfcards history`: what you did, undone, exported, merged."""

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from clfcards.cli.deck import open_deck, open_log
from clfcards.cli.learner import stamp
from clfcards.cli.options import Settings, with_settings
from clfcards.errors import UsageError
from clfcards.memory.session import UNDOABLE
from clfcards.model.event import Event
from clfcards.store.log import Log
from clfcards.terminal.history import history_line, suspended_line
from clfcards.workspace.files import read_lines, shown, write_atomically
from clfcards.workspace.study import StudyDeck

_SHOWN = (*UNDOABLE, "set", "weights", "sitting")


@with_settings
@click.argument("action", default="list", metavar="[ACTION]")
@click.argument("names", nargs=-1, metavar="[NAME]...")
@click.option("--limit", type=click.IntRange(1), default=20, metavar="N", show_default=True, help="How many to list.")
def command(settings: Settings, action: str, names: tuple[str, ...], limit: int) -> None:
    """List what you did, undo it, export it, merge another device's.

    \b
    list                 the newest first (the default)
    undo [ID]...         undo the newest, or these
    export [FILE]        all of it as JSON lines, to FILE or standard output
    import FILE...       merge exports of other devices; twice is the same as once
    suspended            the cards set aside, leeches too
    unsuspend CARD...    take cards up again
    """
    if action not in _ACTIONS:
        raise UsageError(f"history has no '{action}': it has {', '.join(_ACTIONS)}")
    deck = open_deck(settings)
    with open_log(settings, deck) as log:
        _ACTIONS[action](log, deck, names, settings, limit)


def _list(log: Log, deck: StudyDeck, names: tuple[str, ...], settings: Settings, limit: int) -> None:
    events = log.latest(_SHOWN, limit)
    if settings.as_json:
        click.echo(json.dumps({"events": [_document(event) for event in events]}, indent=2, ensure_ascii=False))
    elif not events:
        click.echo("nothing yet: 'clfcards review' begins")
    else:
        click.echo("\n".join(history_line(event) for event in events))


def _undo(log: Log, deck: StudyDeck, names: tuple[str, ...], settings: Settings, limit: int) -> None:
    targets = [_undoable(log, name) for name in names] or log.latest((*UNDOABLE, "set", "weights"), 1)
    if not targets:
        click.echo("there is nothing to undo", err=True)
        return
    events = []
    for target in targets:
        now = stamp()
        events.append(Event(id=now.id, at=now.at, utc_offset=now.utc_offset, kind="undo", subject=target.id))
    log.append(*events)
    if settings.as_json:
        click.echo(json.dumps({"undone": [_document(target) for target in targets]}, indent=2, ensure_ascii=False))
    else:
        click.echo("\n".join(f"undone: {history_line(target)}" for target in targets))


def _undoable(log: Log, name: str) -> Event:
    event = log.event(name)
    if event is None:
        raise UsageError(f"there is no event '{name}': 'clfcards history' lists them")
    if event.kind not in (*UNDOABLE, "set", "weights"):
        raise UsageError(f"'{name}' is a {event.kind}, which cannot be undone")
    return event


def _export(log: Log, deck: StudyDeck, names: tuple[str, ...], settings: Settings, limit: int) -> None:
    from clfcards.store.json_lines import export_lines

    if len(names) > 1:
        raise UsageError("export takes one FILE")
    events = log.events()
    lines = export_lines(events, deck.settings.namespace)
    if not names:
        for line in lines:
            click.echo(line, nl=False)
        return
    path = Path(names[0])
    write_atomically(path, "".join(lines).encode())
    _say(settings, {"file": shown(path), "events": len(events)}, f"{len(events)} events in {shown(path)}")


def _import(log: Log, deck: StudyDeck, names: tuple[str, ...], settings: Settings, limit: int) -> None:
    from clfcards.store.json_lines import import_events

    if not names:
        raise UsageError("import takes the FILE of an export")
    events: list[Event] = []
    for name in names:
        events += import_events(read_lines(Path(name)), name, deck.settings.namespace)
    added = log.merge(events)
    known = len({event.id for event in events}) - added
    _say(settings, {"added": added, "known": known}, f"{added} new events, {known} were here already")


def _suspended(log: Log, deck: StudyDeck, names: tuple[str, ...], settings: Settings, limit: int) -> None:
    states = sorted((s for s in log.states().values() if s.suspended), key=lambda s: s.changed_at, reverse=True)
    if settings.as_json:
        listed = [{"card": s.card, "why": s.suspended, "lapses": s.lapses} for s in states]
        click.echo(json.dumps({"suspended": listed}, indent=2))
    elif not states:
        click.echo("no card is set aside")
    else:
        click.echo("\n".join(suspended_line(state, deck.notes) for state in states))


def _unsuspend(log: Log, deck: StudyDeck, names: tuple[str, ...], settings: Settings, limit: int) -> None:
    cards = [name if "/" in name else f"{name}/1" for name in names]
    if not cards:
        raise UsageError("unsuspend takes cards: 'clfcards history suspended' lists them")
    for card in cards:
        if not log.state(card).suspended:
            raise UsageError(f"'{card}' is not set aside: 'clfcards history suspended' lists what is")
    events = []
    for card in cards:
        now = stamp()
        at = max(now.at, log.state(card).changed_at + 1)
        events.append(Event(id=now.id, at=at, utc_offset=now.utc_offset, kind="unsuspend", subject=card))
    log.append(*events)
    _say(settings, {"unsuspended": cards}, "\n".join(f"taken up again: {card}" for card in cards))


def _say(settings: Settings, document: dict[str, Any], sentence: str) -> None:
    click.echo(json.dumps(document) if settings.as_json else sentence)
    sys.stdout.flush()


def _document(event: Event) -> dict[str, Any]:
    return {
        "id": event.id, "at": event.at, "utc_offset": event.utc_offset, "kind": event.kind, "subject": event.subject,
        "rating": event.rating, "duration": event.duration, "interval": event.interval, "payload": dict(event.payload),
    }  # fmt: skip


_ACTIONS: dict[str, Callable[[Log, StudyDeck, tuple[str, ...], Settings, int], None]] = {
    "list": _list,
    "undo": _undo,
    "export": _export,
    "import": _import,
    "suspended": _suspended,
    "unsuspend": _unsuspend,
}

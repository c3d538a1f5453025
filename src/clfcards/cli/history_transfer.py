"""`clfcards history export` and `import`: move a log from one device to another."""

from pathlib import Path

import click

from clfcards.cli.deck import back_up, open_deck, open_log
from clfcards.cli.options import GlobalOptions, with_global_options
from clfcards.codec import dumps
from clfcards.errors import UsageError
from clfcards.log.backup import AFTER_IMPORT
from clfcards.model.event import Event
from clfcards.system.files import read_lines, shown, write_atomically
from clfcards.words.phrases import count, was


@with_global_options
@click.argument("file", required=False, type=click.Path(path_type=Path, dir_okay=False))
def export(options: GlobalOptions, file: Path | None) -> None:
    """Write your whole history as JSON lines to FILE or standard output."""
    from clfcards.log.json_lines import export_lines

    if file is None and options.as_json:
        raise UsageError("an export is already JSON lines, not one document: leave out --json, or name a FILE")
    deck = open_deck(options, to_read=True)
    with open_log(options, deck, to_read=True) as log:
        events = log.events()
    lines = export_lines(events, deck.outline.namespace)
    if file is None:
        for line in lines:
            click.echo(line.encode(), nl=False)
        return
    write_atomically(file, "".join(lines).encode())
    document = {"file": shown(file), "events": len(events)}
    click.echo(dumps(document) if options.as_json else f"{count(len(events), 'event')} in {shown(file)}")


@with_global_options
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE...")
def import_(options: GlobalOptions, files: tuple[Path, ...]) -> None:
    """Merge exports from other devices, in any order; twice does no harm."""
    from clfcards.log.json_lines import import_events
    from clfcards.use_cases.event_kinds import KINDS

    deck = open_deck(options)
    with open_log(options, deck) as log:
        events: list[Event] = []
        for file in files:
            events += import_events(read_lines(file), shown(file), deck.outline.namespace, KINDS)
        if log.newest_at():
            back_up(log)
        added = log.merge(events)
        if added:
            back_up(log, AFTER_IMPORT)
    known = len({event.id for event in events}) - added
    document = {"added": added, "known": known}
    click.echo(
        dumps(document) if options.as_json else f"{count(added, 'new event')}, {known} {was(known)} already here"
    )

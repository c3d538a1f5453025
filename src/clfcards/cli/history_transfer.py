"""`clfcards history export` and `import`: move a log from one device to another."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from clfcards.cli.deck import back_up, open_deck, open_deck_in, open_log
from clfcards.cli.exam_folder import folder_to_read
from clfcards.cli.options import GlobalOptions, with_global_options
from clfcards.codec import dumps
from clfcards.errors import ClfcardsError, UsageError
from clfcards.log.backup import AFTER_IMPORT
from clfcards.log.log import Log
from clfcards.model.time import Timestamp
from clfcards.system.files import read_beginning, read_lines, shown, standard_input_lines, write_atomically
from clfcards.system.garbage_collection import collector_off
from clfcards.words.history import ExportDocument
from clfcards.words.phrases import count, was

STANDARD_INPUT = Path("-")

if TYPE_CHECKING:  # only what imports needs it
    from clfcards.log.staged_events import StagedEvents
    from clfcards.use_cases.handed_in import HandedIn


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
    document = ExportDocument(shown(file), len(events))
    click.echo(dumps(document) if options.as_json else f"{count(len(events), 'event')} in {shown(file)}")


@with_global_options
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path, allow_dash=True), metavar="FILE...")
@click.option(
    "--any-date", is_flag=True, help="Also import events dated more than two days ahead of this computer's clock."
)
def import_(options: GlobalOptions, files: tuple[Path, ...], any_date: bool) -> None:
    """Merge exports from other devices, and files that a page of practice exams saved.

    The order does not matter, and importing a file twice does no harm. FILE may also be the short text of answers that
    such a page shows; '-' is standard input.
    """
    from clfcards.cli.imported_exams import hand_in, typed_or_none
    from clfcards.exam.imported_sitting import ImportedSittings
    from clfcards.log.import_limits import MAX_LINE_BYTES
    from clfcards.log.json_lines import checked_events, import_events
    from clfcards.log.staged_events import StagedEvents
    from clfcards.use_cases.anki_repeats import undo_repeats
    from clfcards.use_cases.event_kinds import KINDS

    for file in files:
        _refuse_other_kind(file)
    latest = latest_time(any_date)
    folder = folder_to_read(options)
    deck = open_deck_in(folder, options)
    handed_in: list[HandedIn] = []
    staged = StagedEvents()
    with open_log(options, deck) as log, collector_off():
        for file in files:
            name = "standard input" if file == STANDARD_INPUT else shown(file)
            lines = standard_input_lines(MAX_LINE_BYTES) if file == STANDARD_INPUT else read_lines(file, MAX_LINE_BYTES)
            typed, lines = typed_or_none(lines, folder, options)
            namespace, sittings = deck.outline.namespace, ImportedSittings(log.event)
            staged.add(
                import_events(lines, name, namespace, KINDS, latest, sittings.check)
                if typed is None
                else checked_events(typed, name, latest, sittings.check)
            )
        total = staged.count()

        def what_follows() -> None:
            undo_repeats(log)
            handed_in.extend(hand_in(log, folder, options))

        added = merge_with_backups(log, staged, what_follows)
    _show_import(options, added, total - added, handed_in)


def _show_import(options: GlobalOptions, added: int, known: int, handed_in: list[HandedIn]) -> None:
    from clfcards.words import handed_in as words

    if options.as_json:
        exams = tuple(words.document(each) for each in handed_in)
        click.echo(dumps(words.ImportDocument(added, known, exams)))
        return
    click.echo(f"{count(added, 'new event')}, {known} {was(known)} already here")
    for each in handed_in:
        click.echo(words.sentence(each))


def latest_time(any_date: bool) -> Timestamp:
    """The latest time that an imported event may have; with `any_date`, one that is later than all."""
    from clfcards.log.import_limits import AHEAD, ANY_DATE

    return ANY_DATE if any_date else Timestamp(round((dt.datetime.now(dt.UTC) + AHEAD).timestamp() * 1000))


def merge_with_backups(log: Log, staged: StagedEvents, then: Callable[[], None] = lambda: None) -> int:
    """Adds the events that the log does not have, between two backups, and returns their number.

    `then` adds what follows from them, before the second backup.
    """
    from clfcards.log.merge import merge_staged

    if log.newest_at():
        back_up(log)
    added = merge_staged(log, staged)
    then()
    if added:
        back_up(log, AFTER_IMPORT)
    return added


def _refuse_other_kind(file: Path) -> None:
    """Raises ClfcardsError for a file that is certainly no history, and says which command takes it."""
    from clfcards.foreign.file_kind import BEGINNING, NOT_HISTORIES, kind_of, who_takes

    if file == STANDARD_INPUT:
        return
    kind = kind_of(file.name, read_beginning(file, BEGINNING)) if file.is_file() else "text"
    if kind in NOT_HISTORIES:
        what, step = who_takes(kind)
        raise ClfcardsError(f"'{shown(file)}' {what}", step)

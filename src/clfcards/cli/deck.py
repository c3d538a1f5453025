"""What every learning command starts with (the deck and the log) and ends with (the day's backup)."""

import datetime as dt
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from clfcards.cli.exam_folder import folder_to_read
from clfcards.cli.learner import data_folder, second_backup_folder
from clfcards.cli.options import GlobalOptions
from clfcards.decks.folders import find_decks, refuse_shared_namespace
from clfcards.decks.study import StudyDeck, study_deck
from clfcards.errors import ClfcardsError
from clfcards.log.backup import DAILY
from clfcards.log.connection import has_write_ahead_log
from clfcards.log.log import Log
from clfcards.system.files import shown
from clfcards.system.garbage_collection import collector_off
from clfcards.system.signals import orderly_end
from clfcards.use_cases.open_log import open_to_read, open_to_write


def open_deck(options: GlobalOptions, *, to_read: bool = False) -> StudyDeck:
    """The deck of the requested exam. What was read is cached next to the log; with `to_read`, nothing is written."""
    return open_deck_in(folder_to_read(options), options, to_read=to_read)


def open_deck_in(folder: Path, options: GlobalOptions, *, to_read: bool = False) -> StudyDeck:
    """As `open_deck`, for the exam in this folder. It warns of source files with errors."""
    deck = quiet_deck_in(folder, options, to_read=to_read)
    if deck.unread is not None:
        from clfcards.words.unread import unread_sentence

        click.echo(f"clfcards: {unread_sentence(deck.unread)}", err=True)
    return deck


def quiet_deck_in(folder: Path, options: GlobalOptions, *, to_read: bool) -> StudyDeck:
    """The deck of the exam in this folder, without a word about errors in its sources."""
    cache = data_folder(options.data) / "cache" / folder.name
    with collector_off():
        return study_deck(folder, cache, store=not to_read)


def open_log(options: GlobalOptions, deck: StudyDeck, *, to_read: bool = False) -> Log:
    """The learner's log. Raises ClfcardsError if it lacks events; with `to_read`, it only warns."""
    return open_named_log(options, deck.outline.namespace, to_read=to_read)


def open_named_log(options: GlobalOptions, namespace: str, *, to_read: bool) -> Log:
    """As `open_log`, for a deck given by its namespace, which must be that of one exam alone to be written to."""
    folder, second = data_folder(options.data), second_backup_folder()
    if not to_read:
        refuse_shared_namespace(find_decks(options.decks).path, namespace)
        log = open_to_write(folder, namespace, dt.datetime.now(dt.UTC), second)
        _warn_of_network_drive(log)
        return log
    log, warning = open_to_read(folder, namespace, second)
    if warning is not None:
        _warn(warning)
    return log


def _warn_of_network_drive(log: Log) -> None:
    if not has_write_ahead_log(log.connection):
        click.echo(
            f"clfcards: the drive of '{shown(log.path)}' refuses SQLite's write-ahead log, as network drives do: every "
            "answer is still saved at once, but do not open this log from two computers at a time",
            err=True,
        )


@contextmanager
def backed_up(log: Log) -> Iterator[None]:
    """Makes the day's backup at the end, even after Ctrl-C or when the terminal was closed."""
    with orderly_end():
        try:
            yield
        finally:
            if not isinstance(sys.exc_info()[1], ClfcardsError):
                with orderly_end():  # the full screen has restored the signal handlers
                    back_up(log)


def back_up(log: Log, why: str = DAILY) -> None:
    """Makes today's backup, or one after an import. If that fails, it only warns: the learner's work is saved."""
    now, second = dt.datetime.now(dt.UTC), second_backup_folder()
    try:
        if why == DAILY:
            log.back_up_daily(now, second)
        else:
            log.back_up(now, why, second)
    except ClfcardsError as error:
        _warn(error, "today's backup failed: ")
    if log.settling is not None and log.settling.failure is not None:
        click.echo(f"clfcards: the plain copy of your log cannot be written: {log.settling.failure}", err=True)


def _warn(error: ClfcardsError, before: str = "") -> None:
    from clfcards.words.next_steps import error_sentence

    click.echo(f"clfcards: {before}{error_sentence(error)}", err=True)

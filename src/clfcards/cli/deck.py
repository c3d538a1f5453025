"""What every learning command starts with (the deck and the log) and ends with (the day's backup)."""

import datetime as dt
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import click

from clfcards.cli.exam_folder import folder_to_read
from clfcards.cli.learner import data_folder
from clfcards.cli.options import GlobalOptions
from clfcards.decks.study import StudyDeck, study_deck
from clfcards.errors import ClfcardsError
from clfcards.log.log import Log
from clfcards.system.garbage_collection import collector_off
from clfcards.system.signals import orderly_end


def open_deck(options: GlobalOptions) -> StudyDeck:
    """The deck of the requested exam. What was read is cached next to the log."""
    folder = folder_to_read(options)
    cache = data_folder(options.data) / "cache" / folder.name
    with collector_off():
        return study_deck(folder, cache)


def open_log(options: GlobalOptions, deck: StudyDeck) -> Log:
    return Log.open(data_folder(options.data), deck.outline.namespace, dt.datetime.now(dt.UTC))


@contextmanager
def backed_up(log: Log) -> Iterator[None]:
    """Makes the day's backup at the end, even after Ctrl-C or when the terminal was closed."""
    with orderly_end():
        try:
            yield
        finally:
            if not isinstance(sys.exc_info()[1], ClfcardsError):
                with orderly_end():  # the full screen has restored the signal handlers
                    back_up_daily(log)


def back_up_daily(log: Log) -> None:
    """Makes today's backup. If that fails, it only warns, because the learner's work is already saved."""
    try:
        log.back_up_daily(dt.datetime.now(dt.UTC))
    except ClfcardsError as error:
        from clfcards.words.next_steps import error_sentence

        click.echo(f"clfcards: today's backup failed: {error_sentence(error)}", err=True)

"""What every command about practice exams starts with: the exam and the learner's log, open."""

import os
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path

import click

from clfcards.cli.deck import backed_up, open_deck_in, open_named_log
from clfcards.cli.exam_folder import folder_to_read
from clfcards.cli.learner import data_folder
from clfcards.cli.options import GlobalOptions
from clfcards.decks.load import Loaded, guide_and_settings_of, load_cached
from clfcards.log.log import Log
from clfcards.system.clock import read_instant
from clfcards.system.garbage_collection import collector_off
from clfcards.use_cases.practice import Practice

_SEEDS = 10**9


@contextmanager
def open_practice(options: GlobalOptions, *, to_read: bool = False) -> Iterator[Practice]:
    """The exam and the log, open; with `to_read`, only to show it.

    Raises ClfcardsError if the sources cannot be used at all, or as `open_log` does.
    """
    with open_practice_in(folder_to_read(options), options, to_read=to_read) as practice:
        yield practice


@contextmanager
def open_practice_in(folder: Path, options: GlobalOptions, *, to_read: bool = False) -> Iterator[Practice]:
    """As `open_practice`, for the exam in this folder."""
    loaded = _loaded(folder, options, store=not to_read)
    if loaded.hides_items or loaded.broken:
        open_deck_in(folder, options, to_read=to_read)  # it says what is missing
    with _opened(loaded, options, to_read=to_read) as practice:
        yield practice


@contextmanager
def _opened(loaded: Loaded, options: GlobalOptions, *, to_read: bool) -> Iterator[Practice]:
    namespace = guide_and_settings_of(loaded)[1].namespace
    with open_named_log(options, namespace, to_read=to_read) as log, _at_the_end(log, to_read=to_read):
        practice = _practice(loaded, log)
        for sitting in practice.logged.unreadable:
            from clfcards.words.practice import unreadable_sentence

            click.echo(f"clfcards: {unreadable_sentence(sitting)}", err=True)
        yield practice


def practice_to_read(folder: Path, options: GlobalOptions, log: Log) -> Practice:
    """The exam in this folder with a log that is open."""
    return _practice(_loaded(folder, options, store=False), log)


def _loaded(folder: Path, options: GlobalOptions, *, store: bool) -> Loaded:
    with collector_off():
        return load_cached(folder, data_folder(options.data) / "cache" / folder.name, store=store)


def _practice(loaded: Loaded, log: Log) -> Practice:
    guide, settings = guide_and_settings_of(loaded)
    return Practice(loaded.folder, guide, settings, loaded.bank, not loaded.problems, log, read_instant)


def _at_the_end(log: Log, *, to_read: bool) -> AbstractContextManager[None]:
    return nullcontext() if to_read else backed_up(log)


def draw_seed(requested: int | None) -> int:
    """The requested seed, or else a random one."""
    return int.from_bytes(os.urandom(8)) % _SEEDS if requested is None else requested

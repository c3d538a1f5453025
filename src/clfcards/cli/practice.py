"""What every command about practice exams starts with: the exam and the learner's log, open."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path

import click

from clfcards.cli.deck import backed_up, open_named_log
from clfcards.cli.exam_folder import folder_to_read
from clfcards.cli.learner import data_folder
from clfcards.cli.options import GlobalOptions
from clfcards.decks.load import load_cached
from clfcards.errors import ClfcardsError
from clfcards.log.log import Log
from clfcards.next_step import NextStep
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
    data = data_folder(options.data)
    with collector_off():
        loaded = load_cached(folder, data / "cache" / folder.name, store=not to_read)
    if loaded.guide is None or loaded.settings is None:
        raise ClfcardsError("the exam's guide.yaml or deck.yaml has errors", NextStep.run("check"))
    with open_named_log(options, loaded.settings.namespace, to_read=to_read) as log, _at_the_end(log, to_read=to_read):
        is_whole = not loaded.problems
        practice = Practice(folder, loaded.guide, loaded.settings, loaded.bank, is_whole, log, read_instant)
        for sitting in practice.logged.unreadable:
            from clfcards.words.practice import unreadable_sentence

            click.echo(f"clfcards: {unreadable_sentence(sitting)}", err=True)
        yield practice


def _at_the_end(log: Log, *, to_read: bool) -> AbstractContextManager[None]:
    return nullcontext() if to_read else backed_up(log)


def draw_seed(requested: int | None) -> int:
    """The requested seed, or else a random one."""
    import secrets

    return secrets.randbelow(_SEEDS) if requested is None else requested

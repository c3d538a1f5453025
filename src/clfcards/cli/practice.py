"""What every command about practice exams starts with: the exam and the learner's log, open."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager

import click

from clfcards.cli.deck import backed_up
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
def open_practice(options: GlobalOptions) -> Iterator[Practice]:
    """The exam and the log, open. Raises ClfcardsError if the sources cannot be used at all."""
    folder = folder_to_read(options)
    data = data_folder(options.data)
    with collector_off():
        loaded = load_cached(folder, data / "cache" / folder.name)
    if loaded.guide is None or loaded.settings is None:
        raise ClfcardsError("the exam's guide.yaml or deck.yaml has errors", NextStep.run("check"))
    with Log.open(data, loaded.settings.namespace, dt.datetime.now(dt.UTC)) as log, backed_up(log):
        is_whole = not loaded.problems
        practice = Practice(folder, loaded.guide, loaded.settings, loaded.bank, is_whole, log, read_instant)
        for sitting in practice.logged.unreadable:
            from clfcards.words.practice import unreadable_sentence

            click.echo(f"clfcards: {unreadable_sentence(sitting)}", err=True)
        yield practice


def draw_seed(requested: int | None) -> int:
    """The requested seed, or else a random one."""
    import secrets

    return secrets.randbelow(_SEEDS) if requested is None else requested

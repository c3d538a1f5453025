"""Practice exams in an import: short texts of answers, and the ends of sittings that were handed in on a page."""

from collections.abc import Iterable, Iterator
from itertools import chain, islice
from pathlib import Path

import click

from clfcards.cli.learner import data_folder
from clfcards.cli.options import GlobalOptions
from clfcards.decks.fitted_table import fitted_in
from clfcards.decks.load import Loaded, guide_and_settings_of, load_cached
from clfcards.exam.answer_text import is_answer_text
from clfcards.exam.bank_change import bank_change
from clfcards.exam.practice_forms import practice_forms
from clfcards.log.log import Log
from clfcards.model.event import Event
from clfcards.system.garbage_collection import collector_off
from clfcards.use_cases.handed_in import HandedIn, StudiedDeck, add_ends, waiting
from clfcards.use_cases.sitting_log import lost_steps
from clfcards.use_cases.typed_answers import typed_events
from clfcards.words import handed_in as words

_MOST_LINES = 2000  # of a short text


def typed_or_none(
    lines: Iterator[bytes], folder: Path, options: GlobalOptions
) -> tuple[list[Event] | None, Iterator[bytes]]:
    """The events of a file that is a short text of answers, or None, and the file's lines.

    Raises ClfcardsError for a mistake in the text.
    """
    first = next((line for line in lines if line.strip()), b"")
    if not is_answer_text(_decoded([first])):
        return None, chain([first] if first else [], lines)
    text = _decoded([first, *islice(lines, _MOST_LINES)])
    loaded = _loaded(folder, options)
    guide, settings = guide_and_settings_of(loaded)
    forms = practice_forms(guide, settings.shares, loaded.bank.questions, fitted_in(folder).estimates)
    return typed_events(text, forms.all), iter(())


def hand_in(log: Log, folder: Path, options: GlobalOptions) -> list[HandedIn]:
    """Adds the ends of sittings that were handed in elsewhere, and reports the questions that differ in this deck."""
    sittings = waiting(log)
    if not sittings:
        return []
    loaded = _loaded(folder, options)
    if loaded.problems or loaded.guide is None or loaded.settings is None:
        click.echo(f"clfcards: {words.ERRORS_IN_SOURCES}", err=True)
        return []
    deck = StudiedDeck(loaded.guide, loaded.settings.shares, loaded.bank)
    for sitting in sittings:
        if sentence := words.lost_sentence(sitting, lost_steps(log, sitting.id)):
            click.echo(f"clfcards: {sentence}", err=True)
        if sentence := words.change_sentence(bank_change(sitting, loaded.bank.questions)):
            click.echo(f"clfcards: {sentence}", err=True)
    return add_ends(log, deck, sittings)


def _loaded(folder: Path, options: GlobalOptions) -> Loaded:
    with collector_off():
        return load_cached(folder, data_folder(options.data) / "cache" / folder.name)


def _decoded(lines: Iterable[bytes]) -> str:
    return b"".join(lines).decode("utf-8-sig", errors="replace")

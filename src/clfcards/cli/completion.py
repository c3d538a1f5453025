"""What the shell completes: ids of items, and of tasks and services."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from clfcards.decks.study import StudyDeck

_MOST = 500  # more would take a shell long to show


def complete_items(context: click.Context, _: click.Parameter, typed: str) -> list[str]:
    """The ids of items that begin as typed."""
    return _matching(typed, (id_ for deck in _deck(context) for id_ in deck.notes))


def complete_places(context: click.Context, _: click.Parameter, typed: str) -> list[str]:
    """The ids of tasks and services that begin as typed."""
    return _matching(typed, (id_ for deck in _deck(context) for id_ in (*deck.outline.tasks, *deck.outline.services)))


def _matching(typed: str, ids: Iterable[str]) -> list[str]:
    return sorted(id_ for id_ in ids if id_.startswith(typed))[:_MOST]


def _deck(context: click.Context) -> Iterator[StudyDeck]:
    """The exam's deck; nothing if it cannot be read, because a completion has nowhere to say so."""
    from clfcards.cli.learner import data_folder
    from clfcards.decks.folders import exam_folder, find_decks
    from clfcards.decks.study import study_deck
    from clfcards.errors import ClfcardsError

    given = {**context.find_root().params, **{k: v for k, v in context.params.items() if v}}
    decks, exam, data = (given.get(name) for name in ("decks", "exam", "data"))
    try:
        folder = exam_folder(find_decks(Path(decks) if decks else None).path, exam)
        cache = data_folder(Path(data) if data else None) / "cache" / folder.name
        yield study_deck(folder, cache, store=False)
    except (ClfcardsError, OSError):
        return

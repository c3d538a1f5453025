"""The deck for study: its outline, its cards in order, and its notes, which are decoded when they are shown."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from clfcards.decks.contents import Contents, pictures, read_contents
from clfcards.decks.derived_file import fingerprint
from clfcards.decks.exam_forms import ExamForms
from clfcards.decks.lazy_notes import LazyNotes
from clfcards.decks.read_bank import ReadBank, read_bank, write_bank
from clfcards.decks.study_index import StudyIndex, read_index, write_index
from clfcards.decks.unread import Unread, remember_size, unread_files
from clfcards.model.study import Outline, StudyCard

if TYPE_CHECKING:
    from clfcards.model.bank import Fact, Question


@dataclass(frozen=True)
class StudyDeck:
    """The deck for study. `cards` are by key, in the order of introduction; `notes` are all of the bank's, by id.

    `forms` are the practice exams that the bank can fill.
    `unread` are the files with errors and what they cost; None if there are none.
    """

    folder: Path
    outline: Outline
    notes: Mapping[str, Fact | Question]
    cards: Mapping[str, StudyCard]
    pictures: Mapping[str, Path]
    files: Mapping[str, Path]
    forms: ExamForms
    unread: Unread | None


def study_deck(folder: Path, cache: Path | None = None, *, store: bool = True) -> StudyDeck:
    """Reads an exam's folder for study. Items with errors are left out; `clfcards check` reports them.

    If `cache` is given, the parsed and composed sources are stored in that folder. The next start from the
    same sources then neither reads YAML nor decodes notes that are not shown. Without `store`, what is there is
    used, but nothing is written.
    Raises ClfcardsError if the guide or the settings cannot be read, or if no deck can be made.
    """
    contents = read_contents(folder)
    index, bank = _cached(contents, cache, store=store) if cache else _composed(contents)
    return StudyDeck(
        folder=folder,
        outline=index.outline,
        notes=LazyNotes(index.notes, bank),
        cards=index.cards,
        pictures=pictures(folder),
        files=contents.files,
        forms=index.forms,
        unread=index.unread,
    )


def _cached(contents: Contents, cache: Path, *, store: bool) -> tuple[StudyIndex, Callable[[], ReadBank]]:
    """The stored index, and a function that reads the stored bank; if they are not stored, they are composed now."""
    sources = fingerprint(contents)
    index = read_index(cache, sources)
    if index is None:
        index, bank = _composed(contents, read_bank(cache, sources), cache)
        if store:
            if index.unread is None:
                remember_size(cache, index.cards)
            write_bank(cache, sources, bank())
            write_index(cache, sources, index)
        return index, bank

    def stored_bank() -> ReadBank:
        bank = read_bank(cache, sources)
        if bank is None:
            _, composed = _composed(contents)
            bank = composed()
            if store:
                write_bank(cache, sources, bank)
        return bank

    return index, stored_bank


def _composed(
    contents: Contents, bank: ReadBank | None = None, cache: Path | None = None
) -> tuple[StudyIndex, Callable[[], ReadBank]]:
    """The index composed from the sources, and a function that returns their bank."""
    from clfcards.decks.load import load_contents  # imported here, because these modules import YAML and the rules
    from clfcards.decks.study_compose import compose_study

    loaded = load_contents(contents, bank)
    index = compose_study(loaded)
    unread = unread_files(contents, loaded, index.cards, cache)
    return index._replace(unread=unread), lambda: ReadBank.of(loaded.bank_files)

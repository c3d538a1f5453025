"""The deck as a learner studies it: its outline, its cards in order, and its notes, understood when they are shown."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from clfcards.decks.cache import FileCache
from clfcards.decks.contents import pictures, read_contents
from clfcards.decks.lazy_notes import LazyNotes
from clfcards.decks.study_index import read_index, write_index
from clfcards.model.bank import Fact, Question
from clfcards.model.study import Outline, StudyCard


@dataclass(frozen=True)
class StudyDeck:
    """`cards` are by key, in the order in which they are introduced; `notes` are all of the bank by id."""

    folder: Path
    outline: Outline
    notes: Mapping[str, Fact | Question]
    cards: Mapping[str, StudyCard]
    pictures: Mapping[str, Path]
    files: Mapping[str, Path]


def study_deck(folder: Path, cache: FileCache | None = None) -> StudyDeck:
    """Reads an exam's folder for study. Items with mistakes are left out, as `clfcards check` shows them.

    With a `cache`, what was read and composed is remembered there, and a start from the same
    sources understands only the files of the notes that are shown.
    Raises ClfcardsError where the guide or the settings cannot be read, or no deck can be made.
    """
    contents = read_contents(folder)
    index = read_index(cache.folder, contents) if cache else None
    if index is None:
        from clfcards.decks.study_compose import compose_study  # here, because it brings YAML and the rules

        index = compose_study(contents, cache)
        if cache:
            cache.save()
            write_index(cache.folder, contents, index)
    return StudyDeck(
        folder=folder,
        outline=index.outline,
        notes=LazyNotes(index.notes, contents.bank, cache),
        cards=index.cards,
        pictures=pictures(folder),
        files=contents.files,
    )

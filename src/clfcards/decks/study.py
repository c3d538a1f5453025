"""The deck as a learner studies it: its outline, its cards in order, and its notes, decoded when they are shown."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from clfcards.decks.contents import Contents, pictures, read_contents
from clfcards.decks.derived_file import fingerprint
from clfcards.decks.lazy_notes import LazyNotes
from clfcards.decks.read_bank import ReadBank, read_bank, write_bank
from clfcards.decks.study_index import StudyIndex, read_index, write_index
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


def study_deck(folder: Path, cache: Path | None = None) -> StudyDeck:
    """Reads an exam's folder for study. Items with errors are left out, as `clfcards check` shows them.

    With a folder `cache`, what was read and composed is kept there, and a start from the same sources
    neither reads YAML nor decodes notes that are not shown.
    Raises ClfcardsError where the guide or the settings cannot be read, or no deck can be made.
    """
    contents = read_contents(folder)
    index, bank = _kept(contents, cache) if cache else _composed(contents)
    return StudyDeck(
        folder=folder,
        outline=index.outline,
        notes=LazyNotes(index.notes, bank),
        cards=index.cards,
        pictures=pictures(folder),
        files=contents.files,
    )


def _kept(contents: Contents, cache: Path) -> tuple[StudyIndex, ReadBank]:
    """The index and the bank as they were kept; else composed now, and kept."""
    sources = fingerprint(contents)
    index, bank = read_index(cache, sources), read_bank(cache, sources)
    if index is None or bank is None:
        index, bank = _composed(contents, bank)
        write_bank(cache, sources, bank)
        write_index(cache, sources, index)
    return index, bank


def _composed(contents: Contents, bank: ReadBank | None = None) -> tuple[StudyIndex, ReadBank]:
    """The index composed of what the sources say, and the bank that they hold."""
    from clfcards.decks.load import load_contents  # here, because these bring YAML and the rules
    from clfcards.decks.study_compose import compose_study

    loaded = load_contents(contents, bank)
    return compose_study(loaded), ReadBank.of(loaded.bank_files)

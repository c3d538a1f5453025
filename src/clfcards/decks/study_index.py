"""The composed deck without its texts, stored beside the parsed bank.

It has no text of any note, only what the queue needs and the file of each note.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from clfcards import codec
from clfcards.decks.derived_file import Sources, read_derived, write_derived
from clfcards.decks.exam_forms import ExamForms
from clfcards.decks.unread import Unread
from clfcards.exam.possible import Possible
from clfcards.memory.lazy_cards import LazyCards, pattern_of
from clfcards.model.study import Outline, StudyCard

INDEX = "study-index"


class StudyIndex(NamedTuple):
    """The cards by key, in the order of introduction; the ids of all notes by their file's displayed path.

    `forms` are the practice exams that the bank can fill; the sources are `is_whole` if they have no error at all;
    `unread` are the files that had errors; None if there were none.
    """

    outline: Outline
    cards: Mapping[str, StudyCard]
    notes: Mapping[str, Sequence[str]]
    forms: ExamForms
    is_whole: bool
    unread: Unread | None = None


class StoredForms(NamedTuple):
    """The `ExamForms` as they are stored."""

    possible: Possible
    per_form: Mapping[str, int]
    questions: Mapping[str, str]
    in_a_row: int


@dataclass(frozen=True, slots=True)
class IndexFile:
    """The index as it is stored: with paths inside the exam's folder.

    Cards that differ only in key and note share one of the `patterns`.
    """

    outline: Outline
    patterns: tuple[StudyCard, ...]
    cards: Mapping[str, int]
    notes: Mapping[str, tuple[str, ...]]
    forms: StoredForms
    is_whole: bool
    unread: Unread | None


def read_index(folder: Path, sources: Sources) -> StudyIndex | None:
    """The stored index for these sources; None if there is none."""
    body = read_derived(folder / INDEX, sources.hash)
    if body is None:
        return None
    stored = codec.decode(body, IndexFile)
    cards = LazyCards(stored.cards, stored.patterns)
    notes = {sources.prefix + path: ids for path, ids in stored.notes.items()}
    unread = stored.unread and _with_paths(stored.unread, lambda path: sources.prefix + path)
    possible, per_form, questions, in_a_row = stored.forms
    forms = ExamForms(possible, per_form, questions, lambda: in_a_row)
    return StudyIndex(stored.outline, cards, notes, forms, stored.is_whole, unread)


def write_index(folder: Path, sources: Sources, index: StudyIndex) -> None:
    """Stores the index."""
    patterns: dict[StudyCard, int] = {}
    cards = {key: patterns.setdefault(pattern_of(card), len(patterns)) for key, card in index.cards.items()}
    notes = {sources.inside(path): tuple(ids) for path, ids in index.notes.items()}
    unread = index.unread and _with_paths(index.unread, sources.inside)
    forms = StoredForms(index.forms.possible, index.forms.per_form, index.forms.questions, index.forms.in_a_row)
    stored = IndexFile(index.outline, tuple(patterns), cards, notes, forms, index.is_whole, unread)
    write_derived(folder / INDEX, sources.hash, codec.encode(stored))


def _with_paths(unread: Unread, path_of: Callable[[str], str]) -> Unread:
    return unread._replace(files=tuple(map(path_of, unread.files)))

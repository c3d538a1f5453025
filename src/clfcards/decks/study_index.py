"""The composed deck without its texts, kept beside the bank that was read.

It holds no text of any note, only what the queue needs and in which file each note stands.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from clfcards import codec
from clfcards.decks.derived_file import read_derived, write_derived
from clfcards.decks.lazy_cards import LazyCards, pattern_of
from clfcards.model.study import Outline, StudyCard

INDEX = "study-index"


@dataclass(frozen=True, slots=True)
class StudyIndex:
    """The cards by key, in the order in which they are introduced; the ids of all notes by their file's shown path."""

    outline: Outline
    cards: Mapping[str, StudyCard]
    notes: Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class IndexFile:
    """The index as it is kept. Cards that differ in nothing but their key and note share one of `patterns`."""

    outline: Outline
    patterns: tuple[StudyCard, ...]
    cards: Mapping[str, int]
    notes: Mapping[str, tuple[str, ...]]


def read_index(folder: Path, sources: bytes) -> StudyIndex | None:
    """The index made from the sources with this fingerprint; None where it was not kept."""
    body = read_derived(folder / INDEX, sources)
    if body is None:
        return None
    kept = codec.decode(body, IndexFile)
    return StudyIndex(kept.outline, LazyCards(kept.cards, kept.patterns), kept.notes)


def write_index(folder: Path, sources: bytes, index: StudyIndex) -> None:
    """Keeps the index."""
    patterns: dict[StudyCard, int] = {}
    cards = {key: patterns.setdefault(pattern_of(card), len(patterns)) for key, card in index.cards.items()}
    notes = {path: tuple(ids) for path, ids in index.notes.items()}
    kept = IndexFile(index.outline, tuple(patterns), cards, notes)
    write_derived(folder / INDEX, sources, codec.encode(kept))

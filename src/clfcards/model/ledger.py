"""The ledger: what has been published, so that updates reach learners and nothing is lost.

It is committed beside the sources. A note once published keeps its entry for ever.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Entry:
    """What learners have of one note.

    `hash` is of the fields and tags last published, `modified` (UTC) when they last changed: Anki
    takes an update only if it is newer. `note_type` can never change: Anki keeps the old note.
    `deck` is the package's name and the domain's id, `cards` the ordinals of the note's cards.
    The dates say when something happened that Anki's import cannot do by itself: the note left the
    deck when quotas moved, was retired, moved to another domain, or lost a card.
    """

    guid: str
    hash: str
    modified: dt.datetime
    published: dt.date
    note_type: str
    deck: str
    cards: tuple[int, ...]
    left: dt.date | None = None
    retired: dt.date | None = None
    reason: str = ""
    successor: str = ""
    moved: dt.date | None = None
    moved_from: str = ""
    fewer_cards: dt.date | None = None

    @property
    def is_current(self) -> bool:
        return self.left is None and self.retired is None


@dataclass(frozen=True, slots=True)
class NoteTypeEntry:
    """The look of a note type as last published."""

    hash: str
    modified: dt.datetime


@dataclass(frozen=True, slots=True)
class DeckEntry:
    """The name of a deck as last published, and the one before."""

    name: str
    renamed: dt.date | None = None
    was: str = ""


@dataclass(frozen=True, slots=True)
class Ledger:
    """Everything published for one exam: notes by id, note types by name, decks by package and domain."""

    namespace: str
    notes: Mapping[str, Entry] = field(default_factory=dict)
    note_types: Mapping[str, NoteTypeEntry] = field(default_factory=dict)
    decks: Mapping[str, DeckEntry] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Changes:
    """What one build changed against the ledger: note ids."""

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    retired: tuple[str, ...] = ()
    left: tuple[str, ...] = ()
    note_types: tuple[str, ...] = ()

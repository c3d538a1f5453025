"""The ledger: a record of what has been published, so that updates reach learners and nothing is lost.

It is committed with the sources. Once a note has been published, it keeps its entry forever.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Entry:
    """The state of one note as learners have it. The ledger's file uses the same field names.

    `hash` is the hash of the fields and tags last published, and `modified` (UTC) is when they last
    changed: Anki accepts an update only if it is newer. `type` is the note type. It can never change,
    because Anki would keep the old note. `deck` is the package's name and the domain's id, and `cards`
    are the ordinals of the note's cards.
    The dates record changes that Anki's import cannot make by itself: the note left the deck when quotas
    changed, was retired, moved to another domain, or lost a card. `reason`, `successor` and `moved_from`
    belong to these dates; `moved_from` is only for people who read the file.
    Raises ValueError if `modified` is not in UTC, or not between 1970 and 2199.
    """

    guid: str
    hash: str
    modified: dt.datetime
    published: dt.date
    type: str
    deck: str
    cards: tuple[int, ...]
    left: dt.date | None = None
    retired: dt.date | None = None
    moved: dt.date | None = None
    fewer_cards: dt.date | None = None
    reason: str = ""
    successor: str = ""
    moved_from: str = ""

    def __post_init__(self) -> None:
        _check_build_time(self.modified)

    @property
    def is_current(self) -> bool:
        return self.left is None and self.retired is None


@dataclass(frozen=True, slots=True)
class NoteTypeEntry:
    """The templates and styles of a note type as last published. Raises ValueError as `Entry` does."""

    hash: str
    modified: dt.datetime

    def __post_init__(self) -> None:
        _check_build_time(self.modified)


@dataclass(frozen=True, slots=True)
class DeckEntry:
    """The name of a deck as last published, and its previous name."""

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
    """The ids of the notes that one build changed, compared with the ledger."""

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    retired: tuple[str, ...] = ()
    left: tuple[str, ...] = ()
    note_types: tuple[str, ...] = ()


def _check_build_time(time: dt.datetime) -> None:
    if time.utcoffset() != dt.timedelta(0) or not 1970 <= time.year < 2200:
        raise ValueError(f"'{time}' is not a valid build time: it must be in UTC and between 1970 and 2199")

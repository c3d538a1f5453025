"""The ledger: what has been published, so that updates reach learners and nothing is lost.

It is committed beside the sources. A note once published keeps its entry forever.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Entry:
    """What learners have of one note. It is also what the ledger's file says of it, under the same names.

    `hash` is of the fields and tags last published, `modified` (UTC) when they last changed: Anki
    takes an update only if it is newer. `type` is the note type and can never change: Anki keeps the old note.
    `deck` is the package's name and the domain's id, `cards` the ordinals of the note's cards.
    The dates say when something happened that Anki's import cannot do by itself: the note left the
    deck when quotas moved, was retired, moved to another domain, or lost a card. `reason`, `successor` and
    `moved_from` go with these; the last is for people who read the file.
    Raises ValueError for a time of change that is not in UTC, or not from 1970 to 2199.
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
        _refuse_no_build_time(self.modified)

    @property
    def is_current(self) -> bool:
        return self.left is None and self.retired is None


@dataclass(frozen=True, slots=True)
class NoteTypeEntry:
    """The look of a note type as last published. Raises ValueError as `Entry` does."""

    hash: str
    modified: dt.datetime

    def __post_init__(self) -> None:
        _refuse_no_build_time(self.modified)


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


def _refuse_no_build_time(time: dt.datetime) -> None:
    if time.utcoffset() != dt.timedelta(0) or not 1970 <= time.year < 2200:
        raise ValueError(f"'{time}' is not a time of a build in UTC")

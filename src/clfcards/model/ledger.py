"""The ledger: a record of what has been published, so that updates reach learners and nothing is lost.

It is committed with the sources. Once a note has been published, it keeps its entry forever, with every version
of it that learners may have.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Content:
    """What a learner receives of a note, as hashes: of each field that is not empty, by its name, and of the tags."""

    fields: Mapping[str, str]
    tags: str


@dataclass(frozen=True, slots=True)
class Version:
    """A published version of a note: when it became the current one (UTC), and what it changed.

    `fields` are the hashes of the fields that differ from the version before, and "" for one that became empty;
    `tags` is the hash of the tags, or "" if they did not change. The first version names everything.
    `whole` is set only in a version that was recorded in the first format: it is the hash of all fields and tags
    together, and nothing is known of each. The version after it names everything again.
    Raises ValueError if `at` is not in UTC, or not between 1970 and 2199.
    """

    at: dt.datetime
    fields: Mapping[str, str] = field(default_factory=dict)
    tags: str = ""
    whole: str = ""

    def __post_init__(self) -> None:
        _check_build_time(self.at)


@dataclass(frozen=True, slots=True)
class Entry:
    """The state of one note as learners have it. The ledger's file uses the same field names.

    `versions` are all its published versions, oldest first; there is at least one. `type` is the note type. It can
    never change, because Anki would keep the old note. `deck` is the package's name and the domain's id, and `cards`
    are the ordinals of the note's cards.
    The dates record changes that Anki's import cannot make by itself: the note left the deck when quotas
    changed, was retired, moved to another domain, or lost a card. `reason`, `successor` and `moved_from`
    belong to these dates; `moved_from` is only for people who read the file. A note is `leaving` if it was retired
    since the last build, whose packages still have it.
    """

    type: str
    deck: str
    published: dt.date
    cards: tuple[int, ...]
    versions: tuple[Version, ...]
    left: dt.date | None = None
    retired: dt.date | None = None
    leaving: bool = False
    moved: dt.date | None = None
    fewer_cards: dt.date | None = None
    reason: str = ""
    successor: str = ""
    moved_from: str = ""

    @property
    def modified(self) -> dt.datetime:
        """When the note last changed (UTC): Anki accepts an update only if it is newer."""
        return self.versions[-1].at

    @property
    def is_current(self) -> bool:
        return self.left is None and self.retired is None

    @property
    def package(self) -> str:
        """The name of the package that has it."""
        return self.deck.rpartition("/")[0]

    def content(self, versions: int | None = None) -> Content | None:
        """What the last of the first `versions` versions held (all, unless given); None if each field is not known."""
        fields: dict[str, str] = {}
        tags = ""
        shown = self.versions[:versions]
        if shown[-1].whole:
            return None
        for version in shown:
            if version.whole:
                continue
            fields.update(version.fields)
            tags = version.tags or tags
        return Content({name: hash_ for name, hash_ in fields.items() if hash_}, tags)


@dataclass(frozen=True, slots=True)
class NoteTypeEntry:
    """The templates and styles of a note type as last published. Raises ValueError as `Version` does."""

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

    @property
    def newest(self) -> dt.datetime | None:
        """The latest time in the ledger; None if it is empty."""
        times = [entry.modified for entry in self.notes.values()]
        times += [entry.modified for entry in self.note_types.values()]
        return max(times, default=None)

    @property
    def kinds(self) -> frozenset[str]:
        """The names of the kinds of its notes."""
        return frozenset(entry.type for entry in self.notes.values())


@dataclass(frozen=True, slots=True)
class Changes:
    """The ids of the notes that one build changed, compared with the ledger.

    `changed` includes notes that left the deck earlier, because whoever has them gets the correction. `returned`
    are notes that had left or were retired, and are in a deck again. `retired` includes those that were retired
    since the build before.
    """

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    returned: tuple[str, ...] = ()
    retired: tuple[str, ...] = ()
    left: tuple[str, ...] = ()
    moved: tuple[str, ...] = ()
    fewer_cards: tuple[str, ...] = ()
    note_types: tuple[str, ...] = ()


def _check_build_time(time: dt.datetime) -> None:
    if time.utcoffset() != dt.timedelta(0) or not 1970 <= time.year < 2200:
        raise ValueError(f"'{time}' is not a valid build time: it must be in UTC and between 1970 and 2199")

"""The ledger's first format, which is read but no longer written: one hash and one time for each note."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from clfcards import codec
from clfcards.anki.content import note_guid
from clfcards.model.ledger import DeckEntry, Entry, Ledger, NoteTypeEntry, Version


@dataclass(frozen=True, slots=True)
class _OldEntry:
    """A note, as it was in this format."""

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


@dataclass(frozen=True, slots=True)
class _OldFile:
    """The file. All sections are present, even in an empty ledger."""

    namespace: str
    note_types: Mapping[str, NoteTypeEntry]
    decks: Mapping[str, DeckEntry]
    notes: Mapping[str, _OldEntry]


def ledger_of_format_1(data: bytes) -> Ledger:
    """The ledger; what it says of each note becomes the note's first version. Raises ValueError if it is damaged."""
    file = codec.decode(data, _OldFile)
    for id_, old in file.notes.items():
        if old.guid != note_guid(file.namespace, id_):
            raise ValueError(f"the GUID of '{id_}' differs from the published one")
    notes = {
        id_: Entry(
            type=old.type,
            deck=old.deck,
            published=old.published,
            cards=old.cards,
            versions=(Version(old.modified, whole=old.hash),),
            left=old.left,
            retired=old.retired,
            moved=old.moved,
            fewer_cards=old.fewer_cards,
            reason=old.reason,
            successor=old.successor,
            moved_from=old.moved_from,
        )
        for id_, old in file.notes.items()
    }
    return Ledger(file.namespace, notes, file.note_types, file.decks)

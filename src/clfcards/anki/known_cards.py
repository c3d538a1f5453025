"""Which card of the deck a card in a learner's collection is: by its note's GUID and its template or cloze number.

Decks, tags and texts do not count: learners move cards and edit notes.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from enum import Enum

from clfcards.anki.content import note_guid
from clfcards.anki.note_types import NoteType, note_types
from clfcards.errors import UsageError
from clfcards.foreign.anki_rows import AnkiCard, AnkiNote, AnkiNoteType
from clfcards.source.word_kinds import is_id

_MAX_CARDS = 500  # of a note; the largest cloze number in Anki
_MOST = 300_000  # notes or cards that are the deck's or look so
_NO_LEARNER = "this is not the collection of a learner"
_BY_ID = {note_type.id: note_type for note_type in note_types().values()}


class NotOurs(Enum):
    """Why a card that looks like one of the deck's is none."""

    COPY = "copy"  # of a note, with a GUID of its own
    OWN_CARD_TYPE = "own card type"  # of a note type that the learner added or changed to something else


def note_type_of(id_: int, type_: AnkiNoteType) -> NoteType | None:
    """Which of our note types this is, also if the learner renamed it, or Anki copied it and added a "+"; or None."""
    ours = _BY_ID.get(id_)
    if ours is None:
        ours = next((each for each in _BY_ID.values() if _is_copy_of(each, type_)), None)
    return ours if ours is not None and ours.kind.is_cloze == type_.is_cloze else None


def _is_copy_of(ours: NoteType, type_: AnkiNoteType) -> bool:
    return ours.kind.is_cloze == type_.is_cloze and set(ours.fields) <= set(type_.fields)


def card_number(ours: NoteType, templates: Sequence[str], ordinal: int) -> int | None:
    """The number of a card in its note, from 1; None if it is of a card type that the learner added.

    `templates` are the names in the learner's note type, and `ordinal` is the card's place, counted from 0: that of
    its template, or its cloze number minus 1. A template that the learner renamed is known by its place.
    """
    if not 0 <= ordinal < _MAX_CARDS:
        return None
    if ours.kind.is_cloze:
        return ordinal + 1
    names = [template.name.casefold() for template in ours.templates]
    name = templates[ordinal].casefold() if ordinal < len(templates) else ""
    if name in names:
        return names.index(name) + 1
    is_renamed = len(templates) == len(names) and ordinal < len(names)
    return ordinal + 1 if is_renamed else None


class CardFinder:
    """The cards of one deck among those of a collection."""

    def __init__(self, namespace: str, ids: Collection[str], types: Mapping[int, AnkiNoteType]) -> None:
        """`ids` are those of the notes in the sources; `types` are the collection's note types."""
        self._namespace = namespace
        self._ids = {note_guid(namespace, id_): id_ for id_ in ids}
        self._known = frozenset(ids)
        self._types = {id_: (type_, note_type_of(id_, type_)) for id_, type_ in types.items()}
        self.type_ids = [id_ for id_, (type_, ours) in self._types.items() if ours and "Id" in type_.fields]

    def cards(self, notes: Iterable[AnkiNote], cards: Iterable[AnkiCard]) -> Iterator[tuple[int, str, str | NotOurs]]:
        """For each card that is the deck's or looks so: its id, its note's GUID, and its key or why it is none.

        `notes` must be in the order of their ids: of several with one GUID, the oldest is ours, the others are copies.
        Raises UsageError if there are unreasonably many.
        """
        found: dict[int, tuple[str, int, str | NotOurs]] = {}
        seen: set[str] = set()
        for note in notes:
            id_ = self._id_of(note)
            if id_ is None:
                continue
            is_copy = isinstance(id_, NotOurs) or note.guid in seen
            found[note.id] = note.guid, note.type_id, NotOurs.COPY if is_copy else id_
            seen.add(note.guid)
            if len(found) > _MOST:
                raise UsageError(f"more than {_MOST:,} notes look like those of this deck: {_NO_LEARNER}")
        number = 0
        for card in cards:
            if card.note in found:
                guid, type_id, id_ = found[card.note]
                number += 1
                if number > _MOST:
                    raise UsageError(f"more than {_MOST:,} cards look like those of this deck: {_NO_LEARNER}")
                yield card.id, guid, id_ if isinstance(id_, NotOurs) else self._key(id_, type_id, card.ordinal)

    def _id_of(self, note: AnkiNote) -> str | NotOurs | None:
        """The id of the note, whether it is a copy, or None if it is not about this deck."""
        if id_ := self._ids.get(note.guid):
            return id_
        if note.fields is None:
            return None
        fields = note.fields.split("\x1f")
        place = self._types[note.type_id][0].fields.index("Id")
        written = fields[place] if place < len(fields) else ""
        if not is_id(written):
            return None
        if note_guid(self._namespace, written) == note.guid:  # it is no longer in the sources
            return written
        return NotOurs.COPY if written in self._known else None

    def _key(self, id_: str, type_id: int, ordinal: int) -> str | NotOurs:
        type_, ours = self._types.get(type_id, (None, None))
        number = card_number(ours, type_.templates, ordinal) if type_ is not None and ours is not None else None
        return NotOurs.OWN_CARD_TYPE if number is None else f"{id_}/{number}"

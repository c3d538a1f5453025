"""The notes of our note types in a collection's file: a package, a backup, or what Anki has open.

They are what `anki.running` reads from a running Anki, so that both are compared with the sources in the same way.
"""

import unicodedata
from collections.abc import Collection
from pathlib import Path

from clfcards.anki.known_cards import note_type_of
from clfcards.anki.learner_note import LearnerCard, LearnerNote
from clfcards.anki.merge import NoteText
from clfcards.errors import UsageError
from clfcards.foreign.anki_rows import AnkiRows, AnkiText
from clfcards.foreign.collection import opened_collection
from clfcards.system.files import shown

_MOST_NOTES = 20_000  # with ids of ours; an exam has about a thousand
_MOST_CARDS = 100_000  # of them
_MOST_CHARACTERS = 20_000_000  # of them; ours have about two thousand each
_ID = "Id"


def notes_in(path: Path, ids: Collection[str]) -> tuple[LearnerNote, ...]:
    """The notes that have one of these ids in their field "Id", with their cards.

    Raises ClfcardsError for a file that cannot be read, and UsageError for one that is no collection of a learner.
    """
    with opened_collection(path) as connection:
        rows = AnkiRows(shown(path), connection)
        types = {id_: each.fields for id_, each in rows.note_types().items() if note_type_of(id_, each)}
        types = {id_: fields for id_, fields in types.items() if _ID in fields}
        texts = _texts(rows, types, ids, f"more of our notes than a learner can have are in '{shown(path)}'")
        cards = _cards(rows, texts, f"more of our cards than a learner can have are in '{shown(path)}'")
    return tuple(LearnerNote(number, text, tuple(cards.get(number, ()))) for number, text in texts.items())


def _texts(
    rows: AnkiRows, types: dict[int, tuple[str, ...]], ids: Collection[str], too_many: str
) -> dict[int, NoteText]:
    found: dict[int, NoteText] = {}
    characters = 0
    for row in rows.texts(types):
        text = _text(row, types[row.type_id])
        if text.fields.get(_ID) in ids:
            found[row.id] = text
            characters += len(row.fields)
            if len(found) > _MOST_NOTES or characters > _MOST_CHARACTERS:
                raise UsageError(too_many)
    return found


def _text(row: AnkiText, names: tuple[str, ...]) -> NoteText:
    """The texts as Anki keeps them, which composes accents (NFC) when it imports."""
    fields = unicodedata.normalize("NFC", row.fields).split("\x1f")
    return NoteText(dict(zip(names, fields, strict=False)), tuple(unicodedata.normalize("NFC", row.tags).split()))


def _cards(rows: AnkiRows, of: Collection[int], too_many: str) -> dict[int, list[LearnerCard]]:
    names = rows.deck_names()
    found: dict[int, list[LearnerCard]] = {}
    number = 0
    for place in rows.places():
        if place.note in of:
            number += 1
            if number > _MOST_CARDS:
                raise UsageError(too_many)
            card = LearnerCard(place.id, names.get(place.deck, ""), place.is_suspended)
            found.setdefault(place.note, []).append(card)
    return found

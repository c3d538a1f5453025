"""Writes a deck as the bytes of an `.apkg`, with genanki.

genanki writes the collection's schema, note types and decks. We write the rows of notes and cards, because
genanki gives all notes and note types the same timestamp, so that an update would reach either none or all
of a learner's notes, and because it writes them one statement at a time.
"""

import hashlib
import io
import itertools
import json
import sqlite3
import zipfile
from collections.abc import Iterator, Mapping
from typing import Any

import genanki

from clfcards.anki.content import note_guid
from clfcards.anki.deck_page import deck_description
from clfcards.anki.note_types import OWN_STYLES, NoteType, note_types, own_styles
from clfcards.anki.publish import Edition, card_ordinals, deck_key
from clfcards.model.deck import Deck
from clfcards.model.ledger import Ledger

# The ids of notes and cards count up from here. It is not 0, because Anki cannot read note 0, and not the
# current time, because a package must depend on its sources alone.
_FIRST_ROW_ID = 1_764_190_300_000
_ZIP_DATE = (1980, 1, 1, 0, 0, 0)
_DEFLATE_LEVEL = 4  # 5% larger than level 6, in half the time

_INSERT_NOTE = "INSERT INTO notes VALUES (?, ?, ?, ?, -1, ?, ?, ?, ?, 0, '')"
_INSERT_CARD = "INSERT INTO cards VALUES (?, ?, ?, ?, ?, -1, 0, 0, ?, 0, 0, 0, 0, 0, 0, 0, 0, '')"


def package_bytes(deck: Deck, edition: Edition, ledger: Ledger, media: Mapping[str, bytes]) -> bytes:
    """The package of a deck, always the same bytes for the same arguments.

    `media` maps names in the package to contents; only pictures that a note shows are included.
    Every package has the file for a learner's own styles.
    """
    collection = _collection(deck, edition, ledger)
    files = {name: media[name] for name in _shown_media(deck, edition, media)} | {OWN_STYLES: own_styles()}
    names = {str(i): name for i, name in enumerate(files)}
    members = {"collection.anki2": collection, "media": json.dumps(names).encode()}
    members |= {number: files[name] for number, name in names.items()}
    return zipped(members)


def zipped(members: Mapping[str, bytes]) -> bytes:
    """A zip file of these members, always the same bytes for the same ones."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=_DEFLATE_LEVEL) as archive:
        for name, data in members.items():
            info = zipfile.ZipInfo(name, _ZIP_DATE)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            archive.writestr(info, data)
    return buffer.getvalue()


def _collection(deck: Deck, edition: Edition, ledger: Ledger) -> bytes:
    """The SQLite file inside the package."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    try:
        cursor = connection.cursor()
        cursor.execute("PRAGMA journal_mode = OFF")
        package = genanki.Package(_anki_decks(deck, edition, ledger))
        # The timestamp 0 is not used: models and notes have the times in the ledger.
        package.write_to_db(cursor, 0, itertools.count(_FIRST_ROW_ID))
        cards: list[tuple[int, ...]] = []
        # Indexes that are built after the tables are filled are smaller and faster than indexes updated row by row.
        indexes = cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql NOT NULL").fetchall()
        cursor.execute("BEGIN")
        for name, _ in indexes:
            cursor.execute(f"DROP INDEX {name}")
        cursor.executemany(_INSERT_NOTE, _note_rows(deck, edition, ledger, cards))
        cursor.executemany(_INSERT_CARD, cards)
        for _, sql in indexes:
            cursor.execute(sql)
        cursor.execute("COMMIT")
        return connection.serialize()
    finally:
        connection.close()


class _Model(genanki.Model):  # type: ignore[misc]  # genanki has no types
    """A note type with its own modification time, so that changes of its look reach learners."""

    def __init__(self, note_type: NoteType, modified: int) -> None:
        super().__init__(
            model_id=note_type.id,
            name=note_type.name,
            fields=note_type.fields_json(),
            templates=note_type.templates_json(),
            css=note_type.css,
            model_type=genanki.Model.CLOZE if note_type.kind.is_cloze else genanki.Model.FRONT_BACK,
        )
        self._modified = modified

    def to_json(self, timestamp: float, deck_id: int) -> dict[str, Any]:
        written: dict[str, Any] = super().to_json(self._modified, deck_id)
        return written


class _AnkiDeck(genanki.Deck):  # type: ignore[misc]  # genanki has no types
    """A deck of the package, with its note types; its rows are written in bulk."""

    def __init__(self, deck_id: int, name: str, description: str, models: list[_Model]) -> None:
        super().__init__(deck_id, name, description)
        for model in models:
            self.add_model(model)


def _anki_decks(deck: Deck, edition: Edition, ledger: Ledger) -> list[_AnkiDeck]:
    """The decks of the package: a subdeck for each domain, or one for all."""
    models = [
        _Model(note_type, int(ledger.note_types[note_type.name].modified.timestamp()))
        for note_type in note_types().values()
        if note_type.name in ledger.note_types
    ]
    names = dict.fromkeys(_deck_names(deck, ledger).values())
    description = deck_description(deck, edition.guide, ledger)
    return [_AnkiDeck(_deck_id(name), name, description, models) for name in names]


def _deck_names(deck: Deck, ledger: Ledger) -> dict[str, str]:
    """The name of the deck in Anki for each domain, by the domain's id."""
    return {domain.id: ledger.decks[deck_key(deck, domain.id)].name for domain in deck.domains}


def _deck_id(name: str) -> int:
    """A positive 53-bit number; Anki matches decks by name, but it would merge two decks with the same id."""
    return 1 + (int.from_bytes(hashlib.blake2b(name.encode(), digest_size=8).digest()) >> 11)


def _note_rows(
    deck: Deck, edition: Edition, ledger: Ledger, cards: list[tuple[int, ...]]
) -> Iterator[tuple[object, ...]]:
    """The rows of the notes table, one at a time; the rows of their cards are appended to `cards`.

    `due` numbers the cards in the deck's order, which is Anki's order for new cards.
    """
    type_ids = {kind: note_type.id for kind, note_type in note_types().items()}
    names = _deck_names(deck, ledger)
    deck_ids = {task: _deck_id(names[domain.id]) for task, domain in edition.guide.domain_of_task.items()}
    ids = itertools.count(_FIRST_ROW_ID)
    dues = itertools.count(1)
    for note in deck.notes:
        rendered = edition.rendered[note.id]
        entry = ledger.notes[note.id]
        note_id = next(ids)
        modified = int(entry.modified.timestamp())
        fields = rendered.fields
        for ordinal in card_ordinals(note, rendered):
            cards.append((next(ids), note_id, deck_ids[note.task], ordinal, modified, next(dues)))
        yield (
            note_id,
            note_guid(ledger.namespace, note.id),
            type_ids[rendered.kind],
            modified,
            f" {' '.join(rendered.tags)} ",
            "\x1f".join(fields),
            fields[0],
            _checksum(fields[0]),
        )


def _checksum(text: str) -> int:
    """Anki's checksum: the first 32 bits of the SHA-1 of the first field."""
    return int.from_bytes(hashlib.sha1(text.encode(), usedforsecurity=False).digest()[:4])


def _shown_media(deck: Deck, edition: Edition, media: Mapping[str, bytes]) -> list[str]:
    """The pictures the deck's notes show, sorted."""
    if not media:
        return []
    text = "\x1f".join(field for note in deck.notes for field in edition.rendered[note.id].fields if "<img" in field)
    return sorted(name for name in media if f'"{name}"' in text)

"""ledger.json ↔ Ledger. One line a note, sorted, so that a change reads well in a diff."""

import codecs
import json
from collections.abc import Mapping
from dataclasses import dataclass

from clfcards import codec
from clfcards.anki.publish import note_guid
from clfcards.errors import ClfcardsError
from clfcards.model.ledger import DeckEntry, Entry, Ledger, NoteTypeEntry

FORMAT = 1
_SECTIONS = ("note_types", "decks", "notes")


@dataclass(frozen=True, slots=True)
class _Head:
    """What every format of the file has."""

    format: int


@dataclass(frozen=True, slots=True)
class LedgerFile:
    """The file. All sections are there, even in an empty ledger: a file without one has been damaged."""

    format: int
    namespace: str
    note_types: Mapping[str, NoteTypeEntry]
    decks: Mapping[str, DeckEntry]
    notes: Mapping[str, Entry]


def read_ledger(path: str, data: bytes, namespace: str) -> Ledger:
    """The ledger in a file's bytes. Raises ClfcardsError for a damaged, foreign or newer one."""
    data = data.removeprefix(codecs.BOM_UTF8)
    try:
        if codec.decode(data, _Head).format > FORMAT:
            raise ClfcardsError(f"'{path}' was written by a newer clfcards: update the program")
        file = codec.decode(data, LedgerFile)
    except (ValueError, RecursionError) as error:
        raise ClfcardsError(
            f"'{path}' is damaged ({error}): restore it from git; without it every learner's notes would look changed"
        ) from error
    for id_, entry in file.notes.items():
        if entry.guid != note_guid(file.namespace, id_):
            raise ClfcardsError(
                f"the GUID of '{id_}' in '{path}' is not the one it was published with: restore the ledger from git"
            )
    if file.namespace != namespace:
        raise ClfcardsError(
            f"deck.yaml's namespace is '{namespace}', but '{path}' was published under '{file.namespace}': "
            "set it back, or every learner gets every note a second time"
        )
    return Ledger(file.namespace, file.notes, file.note_types, file.decks)


def ledger_bytes(ledger: Ledger) -> bytes:
    """The file's bytes; the same for the same ledger. What is empty is left out."""
    text = json.JSONEncoder(ensure_ascii=False, separators=(", ", ": ")).encode
    lines = ["{", f'"format": {FORMAT},', f'"namespace": {text(ledger.namespace)}']
    for name in _SECTIONS:
        rows = codec.to_json(getattr(ledger, name))
        lines[-1] += ","
        lines.append(f'"{name}": {{')
        lines.append(",\n".join(f"{text(key)}: {text(_without_empties(rows[key]))}" for key in sorted(rows)))
        lines.append("}")
    return "\n".join([*lines, "}", ""]).encode()


def _without_empties(row: dict[str, object]) -> dict[str, object]:
    return {name: value for name, value in row.items() if value not in (None, "")}

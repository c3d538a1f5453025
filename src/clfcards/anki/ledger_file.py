"""ledger.json ↔ Ledger. Each note has one line, and lines are sorted, so that changes are easy to read in a diff."""

import codecs
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from clfcards import codec
from clfcards.anki.publish import note_guid
from clfcards.errors import ClfcardsError
from clfcards.model.ledger import DeckEntry, Entry, Ledger, NoteTypeEntry
from clfcards.system.files import read_bytes, shown

FORMAT = 1
_SECTIONS = ("note_types", "decks", "notes")


@dataclass(frozen=True, slots=True)
class _Header:
    """The field that is in every format of the file."""

    format: int


@dataclass(frozen=True, slots=True)
class LedgerFile:
    """The file. All sections are present, even in an empty ledger: a file without one of them is damaged."""

    format: int
    namespace: str
    note_types: Mapping[str, NoteTypeEntry]
    decks: Mapping[str, DeckEntry]
    notes: Mapping[str, Entry]


def ledger_path(folder: Path) -> Path:
    """The ledger's path in an exam's folder."""
    return folder / "ledger.json"


def ledger_in(folder: Path, namespace: str) -> Ledger | None:
    """The ledger in an exam's folder; None before the first build. Raises ClfcardsError like `read_ledger`."""
    path = ledger_path(folder)
    # This is true for a dangling link too: it is better to refuse it than to take the deck for a new one.
    if not os.path.lexists(path):
        return None
    return read_ledger(shown(path), read_bytes(path), namespace)


def read_ledger(path: str, data: bytes, namespace: str) -> Ledger:
    """The ledger in a file's bytes. Raises ClfcardsError for a damaged or newer one, or one of another namespace."""
    data = data.removeprefix(codecs.BOM_UTF8)
    try:
        if codec.decode(data, _Header).format > FORMAT:
            raise ClfcardsError(f"'{path}' was written by a newer clfcards: update the program")
        file = codec.decode(data, LedgerFile)
    except (ValueError, RecursionError) as error:
        raise ClfcardsError(
            f"'{path}' is damaged ({error}): restore it from git; without it, all notes would look changed to learners"
        ) from error
    for id_, entry in file.notes.items():
        if entry.guid != note_guid(file.namespace, id_):
            raise ClfcardsError(
                f"the GUID of '{id_}' in '{path}' differs from the published one: restore the ledger from git"
            )
    if file.namespace != namespace:
        raise ClfcardsError(
            f"the namespace in deck.yaml is '{namespace}', but '{path}' was published under '{file.namespace}': "
            "change it back, or every learner will get every note a second time"
        )
    return Ledger(file.namespace, file.notes, file.note_types, file.decks)


def ledger_bytes(ledger: Ledger) -> bytes:
    """The file's bytes, always the same for the same ledger. Empty values are left out."""
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

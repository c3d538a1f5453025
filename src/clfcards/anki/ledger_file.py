"""ledger.json ↔ Ledger. Each note has one line, and lines are sorted, so that changes are easy to read in a diff.

The second format keeps every version of each note, and a checksum in every line (`seal.py`).
"""

import codecs
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from operator import attrgetter
from pathlib import Path
from typing import Any

from clfcards import codec
from clfcards.anki.seal import damaged_line, sealed_sections
from clfcards.errors import ClfcardsError
from clfcards.model.ledger import DeckEntry, Entry, Ledger, NoteTypeEntry, Version
from clfcards.system.files import read_bytes, shown

FORMAT = 2
_NAMES: dict[type, tuple[str, ...]] = {
    type_: tuple(field.name for field in fields(type_)) for type_ in (Entry, Version, NoteTypeEntry, DeckEntry)
}
_FIELDS = {type_: (names, attrgetter(*names)) for type_, names in _NAMES.items()}
_MARKERS = (b"<<<<<<< ", b"=======", b">>>>>>> ")


@dataclass(frozen=True, slots=True)
class _Header:
    """The field that is in every format of the file."""

    format: int


@dataclass(frozen=True, slots=True)
class LedgerFile:
    """The file. All sections are present, even in an empty ledger: a file without one of them is damaged."""

    namespace: str
    note_types: Mapping[str, NoteTypeEntry]
    decks: Mapping[str, DeckEntry]
    notes: Mapping[str, Entry]
    end: str


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
    lines = data.removeprefix(codecs.BOM_UTF8).replace(b"\r\n", b"\n").split(b"\n")
    if any(line.startswith(_MARKERS) for line in lines):
        raise ClfcardsError(
            f"'{path}' has git's conflict markers: take the published side whole with "
            f"'git checkout --ours -- {path}' (--theirs in a rebase), and build again"
        )
    try:
        ledger = _decoded(path, lines)
    except (ValueError, RecursionError) as error:
        raise ClfcardsError(
            f"'{path}' is damaged ({error}): restore it with 'git checkout HEAD -- {path}'; "
            "without it, all notes would look changed to learners"
        ) from error
    if ledger.namespace != namespace:
        raise ClfcardsError(
            f"the namespace in deck.yaml is '{namespace}', but '{path}' was published under '{ledger.namespace}': "
            "change it back, or every learner will get every note a second time"
        )
    return ledger


def _decoded(path: str, lines: list[bytes]) -> Ledger:
    data = b"\n".join(lines)
    number = codec.decode(data, _Header).format
    if number > FORMAT:
        raise ClfcardsError(f"'{path}' was written by a newer clfcards: update the program")
    if number == 1:
        from clfcards.anki.ledger_format_1 import ledger_of_format_1  # only the first build of this version needs it

        return ledger_of_format_1(data)
    if number != FORMAT:
        raise ValueError(f"there is no format {number}")
    file = codec.decode(data, LedgerFile)
    if (line := damaged_line(_first_line(file.namespace), lines)) is not None:
        raise ValueError(f"line {line} is not as it was written")
    return Ledger(file.namespace, file.notes, file.note_types, file.decks)


def ledger_bytes(ledger: Ledger) -> bytes:
    """The file's bytes, always the same for the same ledger. Empty values are left out."""
    first = _first_line(ledger.namespace)
    sections = ((name, _rows(getattr(ledger, name))) for name in ("note_types", "decks", "notes"))
    return b"\n".join([b"{", first, *sealed_sections(first, sections), b"}", b""])


def _first_line(namespace: str) -> bytes:
    return b'"format":%d,"namespace":%s,' % (FORMAT, codec.encode(namespace))


def _rows(section: Mapping[str, Any]) -> Iterator[tuple[bytes, bytes]]:
    """The JSON of each key and its object, sorted by key."""
    keys = sorted(section)
    return zip(codec.encode_each(keys), codec.encode_each(_row(section[key]) for key in keys), strict=True)


def _row(value: Entry | Version | NoteTypeEntry | DeckEntry) -> dict[str, object]:
    """The value's fields by name, without empty ones."""
    names, values_of = _FIELDS[type(value)]
    row = {name: found for name, found in zip(names, values_of(value), strict=True) if found or found == ()}
    if isinstance(value, Entry):
        row["versions"] = [_row(version) for version in value.versions]
    return row

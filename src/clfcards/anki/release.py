"""The notes of a release, read from a package or rendered from sources."""

import io
import sqlite3
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass

from clfcards.anki.note_types import note_types
from clfcards.compose.deck import compose
from clfcards.errors import UsageError
from clfcards.model.bank import Bank
from clfcards.model.deck import DeckSettings
from clfcards.model.guide import Guide
from clfcards.next_step import NextStep
from clfcards.render.note_kinds import NoteKind
from clfcards.render.notes import NoteRenderer

MAX_BYTES = 1_000_000_000


@dataclass(frozen=True, slots=True)
class ReleasedNote:
    """A note as learners receive it: its kind, its fields by name, and its domain's id."""

    kind: NoteKind
    fields: Mapping[str, str]
    domain: str


Release = Mapping[str, ReleasedNote]


def release_of(guide: Guide, settings: DeckSettings, bank: Bank, pictures: Mapping[str, str]) -> Release:
    """The notes of the packages that are built by default, by id."""
    renderer = NoteRenderer(guide, pictures)
    released: dict[str, ReleasedNote] = {}
    for package in settings.packages:
        if package.default:
            for note in compose(guide, settings, bank, package).notes:
                rendered = renderer.render(note)
                fields = dict(zip(rendered.kind.fields, rendered.fields, strict=True))
                released[note.id] = ReleasedNote(rendered.kind, fields, guide.domain_of_task[note.task].id)
    return released


def release_in(name: str, package: bytes, guide: Guide) -> Release:
    """The notes, by id, of a package that was built by this program.

    Raises UsageError for any other file. A note whose task is not in the guide has an empty domain.
    """
    kinds = {note_type.id: kind for kind, note_type in note_types().items()}
    domains = {f"{task.id} {task.title}": guide.domain_of_task[task.id].id for task in guide.tasks.values()}
    released: dict[str, ReleasedNote] = {}
    for type_id, text in _rows(name, package):
        values = text.split("\x1f")
        kind = kinds.get(type_id)
        if kind is not None and len(values) == len(kind.fields):
            fields = dict(zip(kind.fields, values, strict=True))
            domain = domains.get(fields["Task"], "")
            released[fields["Id"]] = ReleasedNote(kind, fields, domain)
    if not released:
        raise UsageError(f"'{name}' has no notes made by clfcards")
    return released


def _rows(name: str, package: bytes) -> list[tuple[int, str]]:
    """The note type and fields of every note in the package's collection."""
    try:
        with zipfile.ZipFile(io.BytesIO(package)) as archive:
            if "collection.anki21b" in archive.namelist():
                raise UsageError(
                    f"'{name}' was exported by Anki: use a package that a build made", NextStep.run("build")
                )
            member = archive.getinfo("collection.anki2")
            if member.file_size > MAX_BYTES:
                raise UsageError(f"'{name}' unpacks to more than {MAX_BYTES // 1_000_000} MB")
            collection = archive.read(member)
        connection = sqlite3.connect(":memory:")
        try:
            connection.deserialize(collection)
            return connection.execute("SELECT mid, flds FROM notes ORDER BY id").fetchall()
        finally:
            connection.close()
    except (zipfile.BadZipFile, KeyError, sqlite3.Error, OSError, EOFError) as error:
        raise UsageError(f"'{name}' is not a valid Anki package, or is damaged ({error})") from error

"""The notes of a release, read from a package or rendered from sources."""

from collections.abc import Mapping
from dataclasses import dataclass

from clfcards.anki.note_types import note_types
from clfcards.compose.deck import compose
from clfcards.errors import UsageError
from clfcards.foreign.package import note_rows
from clfcards.model.bank import Bank
from clfcards.model.deck import DeckSettings
from clfcards.model.guide import Guide
from clfcards.render.note_kinds import NoteKind
from clfcards.render.notes import NoteRenderer


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
    for type_id, text in note_rows(name, package):
        values = text.split("\x1f")
        kind = kinds.get(type_id)
        if kind is not None and len(values) == len(kind.fields):
            fields = dict(zip(kind.fields, values, strict=True))
            domain = domains.get(fields["Task"], "")
            released[fields["Id"]] = ReleasedNote(kind, fields, domain)
    if not released:
        raise UsageError(f"'{name}' has no notes made by clfcards")
    return released

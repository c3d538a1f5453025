"""The notes of a release, read from a package or rendered from sources."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from clfcards.anki.note_types import note_types
from clfcards.anki.package_mark import UPDATE, mark_of
from clfcards.anki.publish import card_ordinals
from clfcards.errors import UsageError
from clfcards.model.deck import Note
from clfcards.model.guide import Guide
from clfcards.model.ledger import Ledger
from clfcards.render.html import plain_text
from clfcards.render.note_kinds import NoteKind
from clfcards.render.notes import NoteRenderer, RenderedNote

CHANGED = "changed"  # the level of the tag that only an update package has: `clf-c02::changed::2026-12-20::answer`


@dataclass(frozen=True, slots=True)
class ReleasedNote:
    """A note as learners receive it: its kind, its fields by name, its domain's id, its tags and its cards' ordinals.

    `modified` is the time in the package, in seconds since 1970; 0 if the note was rendered from sources.
    """

    kind: NoteKind
    fields: Mapping[str, str]
    domain: str
    tags: tuple[str, ...] = ()
    cards: tuple[int, ...] = ()
    guid: str = ""
    modified: int = 0

    @property
    def rendered(self) -> RenderedNote:
        return RenderedNote(self.kind, tuple(self.fields.values()), self.tags)


Notes = Mapping[str, ReleasedNote]
"""The notes of a package, by id."""


@dataclass(frozen=True, slots=True)
class Release:
    """What learners had at one time: the notes of each package by its name, and published notes in no deck.

    `name` names the release for people. `ledger` is the ledger of that time. Of a release that is a package alone,
    neither it nor `reserve` is known.
    """

    name: str
    packages: Mapping[str, Notes]
    reserve: Notes = field(default_factory=dict)
    ledger: Ledger | None = None

    def note(self, id_: str) -> ReleasedNote | None:
        """The note as this release has it, in whichever package."""
        found = (notes[id_] for notes in self.packages.values() if id_ in notes)
        return next(found, None) or self.reserve.get(id_)

    @property
    def at(self) -> dt.datetime | None:
        """The newest time in it (UTC), if it is known."""
        if self.ledger is not None:
            return self.ledger.newest
        newest = max((note.modified for notes in self.packages.values() for note in notes.values()), default=0)
        return dt.datetime.fromtimestamp(newest, dt.UTC) if newest else None


def released(guide: Guide, renderer: NoteRenderer, notes: Iterable[Note]) -> dict[str, ReleasedNote]:
    """The notes as learners receive them, by id."""
    found: dict[str, ReleasedNote] = {}
    for note in notes:
        rendered = renderer.render(note)
        fields = dict(zip(rendered.kind.fields, rendered.fields, strict=True))
        domain = guide.domain_of_task[note.task].id
        found[note.id] = ReleasedNote(rendered.kind, fields, domain, rendered.tags, card_ordinals(note, rendered))
    return found


def notes_in(name: str, package: bytes, guide: Guide) -> Notes:
    """The notes, by id, of a package that was built by this program.

    Raises UsageError for any other file, and for an update package. A note whose task is not in the guide has an
    empty domain.
    """
    if mark_of(package) == UPDATE:
        raise UsageError(f"'{name}' holds corrections only: use the package with the whole deck")
    domains = {f"{task.id} {task.title}": guide.domain_of_task[task.id].id for task in guide.tasks.values()}
    found = dict(_notes(name, package, domains))
    if not found:
        raise UsageError(f"'{name}' has no notes made by clfcards")
    return found


def guids_in(name: str, package: bytes) -> dict[str, str]:
    """The GUID of each note in a package, by id. Raises UsageError if it is no package."""
    return {id_: note.guid for id_, note in _notes(name, package, {})}


def _notes(name: str, package: bytes, domains: Mapping[str, str]) -> Iterator[tuple[str, ReleasedNote]]:
    from clfcards.foreign.package import note_rows  # a build that is not compared with a package does not need it

    kinds = {note_type.id: kind for kind, note_type in note_types().items()}
    for row in note_rows(name, package):
        values = row.fields.split("\x1f")
        kind = kinds.get(row.type_id)
        if kind is not None and len(values) == len(kind.fields):
            fields = dict(zip(kind.fields, values, strict=True))
            own = tuple(sorted(tag for tag in row.tags.split() if tag.split("::")[1:2] != [CHANGED]))
            domain = domains.get(plain_text(fields["Task"]), "")
            yield fields["Id"], ReleasedNote(kind, fields, domain, own, row.ordinals, row.guid, row.modified)

"""The note types, frozen from version 1.

Their ids, and the ids, names and order of their fields and templates, never change: Anki would take
a changed one for another note type, and learners' notes would stop being updated. Templates and
styling may change; they reach learners through the note type's own modification time.
"""

import hashlib
import json
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from clfcards.render.note_kinds import CLOZE, FACT, QUESTION, NoteKind

_TEMPLATES = Path(__file__).parent / "templates"


@dataclass(frozen=True, slots=True)
class CardTemplate:
    """One card a note makes. `front` and `back` are Anki templates."""

    id: int
    name: str
    front: str
    back: str


@dataclass(frozen=True, slots=True)
class NoteType:
    """A kind of note as Anki knows it."""

    id: int
    kind: NoteKind
    field_ids: tuple[int, ...]
    templates: tuple[CardTemplate, ...]
    css: str

    @property
    def name(self) -> str:
        return f"clfcards {self.kind.name}"

    @property
    def fields(self) -> tuple[str, ...]:
        return self.kind.fields

    @property
    def hash(self) -> str:
        """A hash of what learners get to see of the note type."""
        content = [self.css, self.fields, [(t.name, t.front, t.back) for t in self.templates]]
        return hashlib.sha256(json.dumps(content).encode()).hexdigest()[:16]

    def fields_json(self) -> list[dict[str, Any]]:
        return [{"name": name, "id": id_} for name, id_ in zip(self.fields, self.field_ids, strict=True)]

    def templates_json(self) -> list[dict[str, Any]]:
        return [{"name": t.name, "id": t.id, "qfmt": t.front, "afmt": t.back} for t in self.templates]


def _text(name: str) -> str:
    return (_TEMPLATES / name).read_text(encoding="utf-8")


def _page(name: str) -> str:
    """A template with the files that it includes, each on a line of its own: `@footer.html`."""
    return re.sub(r"^@(\S+)$", lambda match: _text(match[1]).strip(), _text(name), flags=re.MULTILINE)


@cache
def note_types() -> dict[NoteKind, NoteType]:
    """The note type of each kind. The ids were drawn once, at random, for this project."""
    types = (
        _note_type(1_764_190_301, FACT, ("Card", "fact"), ("Reversed", "reversed")),
        _note_type(1_764_190_302, CLOZE, ("Cloze", "cloze")),
        _note_type(1_764_190_303, QUESTION, ("Question", "question")),
    )
    return {note_type.kind: note_type for note_type in types}


def _note_type(id_: int, kind: NoteKind, *templates: tuple[str, str]) -> NoteType:
    """The note type with ids of fields and templates counted up from its own; `templates`: names and files."""
    return NoteType(
        id=id_,
        kind=kind,
        field_ids=tuple(id_ * 1000 + number for number in range(len(kind.fields))),
        templates=tuple(
            CardTemplate(id_ * 1000 + 101 + number, card, _page(f"{file}.front.html"), _page(f"{file}.back.html"))
            for number, (card, file) in enumerate(templates)
        ),
        css=_text("cards.css"),
    )

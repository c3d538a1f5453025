"""The note types, frozen since version 1.

Their ids, and the ids, names and order of their fields and templates, must never change: Anki would treat
a changed one as a different note type, and learners' notes would no longer be updated. The content of
templates and the styling may change; the note type's modification time brings the change to learners.

Exams in English have the first three, whose templates have English words. Exams in all other languages share the
other three, whose words, language and direction come from fields: a learner of two exams has each note type once,
so a template must suit both.
"""

import hashlib
import json
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from clfcards.render.note_kinds import (
    ANY_LANGUAGE,
    CLOZE,
    FACT,
    QUESTION,
    WORDED_CLOZE,
    WORDED_FACT,
    WORDED_QUESTION,
    NoteFamily,
    NoteKind,
)

_TEMPLATES = Path(__file__).parent / "templates"


@dataclass(frozen=True, slots=True)
class CardTemplate:
    """A card that each note makes. `front` and `back` are Anki templates."""

    id: int
    name: str
    front: str
    back: str


@dataclass(frozen=True, slots=True)
class NoteType:
    """An Anki note type."""

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
        """A hash of the parts of the note type that learners see."""
        content = [self.css, self.fields, [(t.name, t.front, t.back) for t in self.templates]]
        return hashlib.sha256(json.dumps(content).encode()).hexdigest()[:16]

    def fields_json(self) -> list[dict[str, Any]]:
        return [{"name": name, "id": id_} for name, id_ in zip(self.fields, self.field_ids, strict=True)]

    def templates_json(self) -> list[dict[str, Any]]:
        return [{"name": t.name, "id": t.id, "qfmt": t.front, "afmt": t.back} for t in self.templates]


def _text(name: str) -> str:
    return (_TEMPLATES / name).read_text(encoding="utf-8")


def _html(name: str) -> str:
    """A template with its included files; each include is on a line of its own: `@footer.html`."""
    return re.sub(r"^@(\S+)$", lambda match: _text(match[1]).strip(), _text(name), flags=re.MULTILINE)


OWN_STYLES = "_clfcards-mine.css"
"""The file with a learner's own styles, which our styling imports. Anki never replaces a file with this name."""


def own_styles() -> bytes:
    """The content of the file when it is new: how to use it, in a comment."""
    return _text(OWN_STYLES).encode()


@cache
def note_types() -> dict[NoteKind, NoteType]:
    """The note type of each kind. The ids were chosen at random, once, for this project."""
    types = (
        _note_type(1_764_190_301, FACT, ("Card", "fact"), ("Reversed", "reversed")),
        _note_type(1_764_190_302, CLOZE, ("Cloze", "cloze")),
        _note_type(1_764_190_303, QUESTION, ("Question", "question")),
        _note_type(1_764_190_311, WORDED_FACT, ("Card", "any_language/fact"), ("Reversed", "any_language/reversed")),
        _note_type(1_764_190_312, WORDED_CLOZE, ("Cloze", "any_language/cloze")),
        _note_type(1_764_190_313, WORDED_QUESTION, ("Question", "any_language/question")),
    )
    return {note_type.kind: note_type for note_type in types}


def note_types_of(family: NoteFamily) -> tuple[NoteType, ...]:
    """The note types of one exam."""
    return tuple(note_types()[kind] for kind in family.kinds)


def _note_type(id_: int, kind: NoteKind, *templates: tuple[str, str]) -> NoteType:
    """A note type whose field and template ids are counted up from its own; `templates` are names and files."""
    return NoteType(
        id=id_,
        kind=kind,
        field_ids=tuple(id_ * 1000 + number for number in range(len(kind.fields))),
        templates=tuple(
            CardTemplate(id_ * 1000 + 101 + number, card, _html(f"{file}.front.html"), _html(f"{file}.back.html"))
            for number, (card, file) in enumerate(templates)
        ),
        css=_text("cards.css") + (_text("any_language/cards.css") if kind in ANY_LANGUAGE.kinds else ""),
    )

"""The three note types, frozen from version 1.

Their ids, and the ids, names and order of their fields and templates, never change: Anki would take
a changed one for another note type, and learners' notes would stop being updated. Templates and
styling may change; they reach learners through the note type's own modification time.
"""

import hashlib
import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from clfcards.render.notes import FIELDS

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
    """A kind of note in Anki."""

    id: int
    name: str
    field_ids: tuple[int, ...]
    templates: tuple[CardTemplate, ...]
    css: str
    is_cloze: bool = False

    @property
    def fields(self) -> tuple[str, ...]:
        return FIELDS[self.name.removeprefix("clfcards ")]

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
    page = _text(name)
    return page.replace("@question.js", _text("question.js").strip()) if "@question.js" in page else page


@cache
def note_types() -> dict[str, NoteType]:
    """By name. The ids were drawn once, at random, for this project."""
    css = _text("cards.css")
    fact = NoteType(
        1_764_190_301,
        "clfcards Fact",
        _ids(1_764_190_301_000, "Fact"),
        (
            CardTemplate(1_764_190_301_101, "Card", _page("fact.front.html"), _page("fact.back.html")),
            CardTemplate(1_764_190_301_102, "Reversed", _page("reversed.front.html"), _page("reversed.back.html")),
        ),
        css,
    )
    cloze = NoteType(
        1_764_190_302,
        "clfcards Cloze",
        _ids(1_764_190_302_000, "Cloze"),
        (CardTemplate(1_764_190_302_101, "Cloze", _page("cloze.front.html"), _page("cloze.back.html")),),
        css,
        is_cloze=True,
    )
    question = NoteType(
        1_764_190_303,
        "clfcards Question",
        _ids(1_764_190_303_000, "Question"),
        (CardTemplate(1_764_190_303_101, "Question", _page("question.front.html"), _page("question.back.html")),),
        css,
    )
    return {"Fact": fact, "Cloze": cloze, "Question": question}


def _ids(first: int, note_type: str) -> tuple[int, ...]:
    return tuple(range(first, first + len(FIELDS[note_type])))

"""Cards as Anki renders them: a note type's templates filled with a note's fields.

It supports only the syntax that our templates use: `{{Field}}`, `{{#Field}}…{{/Field}}`, `{{cloze:Field}}`.
It is tested against Anki's own renderer.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from clfcards.anki.note_types import note_types
from clfcards.render.note_kinds import CLOZE_BLANK
from clfcards.render.notes import RenderedNote

_SECTION = re.compile(r"\{\{#([^}]+)\}\}(.*?)\{\{/\1\}\}", re.DOTALL)
_FIELD = re.compile(r"\{\{(cloze:)?([^}#/]+)\}\}")


@dataclass(frozen=True, slots=True)
class CardFaces:
    """The two sides of a card as HTML. `name` is the name of its template, plus the number of a cloze."""

    name: str
    front: str
    back: str


def card_faces(note: RenderedNote) -> list[CardFaces]:
    """The cards of a note, in Anki's order; a template whose front is empty makes no card."""
    note_type = note_types()[note.kind]
    fields = dict(zip(note_type.fields, note.fields, strict=True))
    if note.kind.is_cloze:
        (template,) = note_type.templates
        numbers = sorted({int(blank["number"]) for field in note.fields for blank in CLOZE_BLANK.finditer(field)})
        return [
            CardFaces(
                template.name if len(numbers) == 1 else f"{template.name} {number}",
                _filled(template.front, fields, number, is_front=True),
                _filled(template.back, fields, number, is_front=False),
            )
            for number in numbers
        ]
    faces = [
        CardFaces(t.name, _filled(t.front, fields, 0, is_front=True), _filled(t.back, fields, 0, is_front=False))
        for t in note_type.templates
    ]
    return [face for face in faces if face.front.strip()]


def _filled(template: str, fields: Mapping[str, str], number: int, *, is_front: bool) -> str:
    def section(match: re.Match[str]) -> str:
        return match[2] if fields[match[1]].strip() else ""

    def field(match: re.Match[str]) -> str:
        value = fields[match[2]]
        return _clozed(value, number, is_front=is_front) if match[1] else value

    return _FIELD.sub(field, _SECTION.sub(section, template))


def _clozed(text: str, number: int, *, is_front: bool) -> str:
    """The text with this card's blanks hidden or highlighted, and the blanks of other cards shown."""

    def blank(match: re.Match[str]) -> str:
        if int(match["number"]) != number:
            return f'<span class="cloze-inactive" data-ordinal="{match["number"]}">{match["answer"]}</span>'
        shown = f"[{match['hint'] or '...'}]" if is_front else match["answer"]
        return f'<span class="cloze" data-ordinal="{number}">{shown}</span>'

    return CLOZE_BLANK.sub(blank, text)

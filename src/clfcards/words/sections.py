"""Sections of a report as aligned tables."""

from collections.abc import Iterable

from clfcards.transition.report import Section
from clfcards.words.table import aligned
from clfcards.words.width import columns

MAX_ROWS = 40


def format_sections(sections: Iterable[Section], *, every_row: bool) -> str:
    """The sections with their titles; long tables are cut unless `every_row`."""
    return "\n\n".join(_section(section, every_row) for section in sections)


def _section(section: Section, every_row: bool) -> str:
    shown = section.rows if every_row else section.rows[:MAX_ROWS]
    lines = [section.title, "─" * columns(section.title)]
    if section.note:
        lines.append(section.note)
    lines += aligned([section.header, *shown])
    if len(shown) < len(section.rows):
        lines.append(f"… and {len(section.rows) - len(shown)} more (--all)")
    return "\n".join(lines)

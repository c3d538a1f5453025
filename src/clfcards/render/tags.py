"""Hierarchical tags: `clf-c02::domain::2-security-and-compliance`, `clf-c02::service::amazon-rds`."""

import re
from functools import cache

from clfcards.model.deck import Note
from clfcards.model.guide import Guide


def slug(text: str) -> str:
    """The text as lower-case words joined by `-`: safe inside a tag, which a space would split."""
    return re.sub(r"[^a-z0-9.]+", "-", text.lower()).strip("-")


class Tagger:
    """Tags for the notes of one guide."""

    def __init__(self, guide: Guide) -> None:
        self._code = guide.code
        self._domain = {
            task: f"{guide.code}::domain::{slug(domain.id)}-{slug(domain.title)}"
            for task, domain in guide.domain_of_task.items()
        }
        self._tag = cache(self._make)

    def tags(self, note: Note) -> list[str]:
        """The note's tags, sorted."""
        tags = [
            self._domain[note.task],
            self._tag("task", note.task),
            self._tag("kind", note.kind),
            self._tag("priority", str(note.priority)),
        ]
        tags += [self._tag("service", service) for service in note.services]
        tags += [self._tag("topic", topic) for topic in note.topics]
        return sorted(set(tags))

    def _make(self, level: str, name: str) -> str:
        return f"{self._code}::{level}::{slug(name)}"

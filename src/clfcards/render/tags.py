"""Hierarchical tags: `clf-c02::domain::2-security-and-compliance`, `clf-c02::service::amazon-rds`."""

import re
import unicodedata
from functools import cache

from clfcards.model.deck import Note
from clfcards.model.guide import Guide
from clfcards.model.scripts import is_mark


def slug(text: str) -> str:
    """The text as lower-case words joined by `-`, because a space would split a tag in two.

    Letters of every script stay, with their marks. Anki keeps it as it is: it is composed (NFC), and "blank", as
    Anki says, if no letter is left.
    """
    kept = (c if c.isalnum() or c == "." or is_mark(c) else " " for c in unicodedata.normalize("NFC", text.lower()))
    words = re.sub(r" +", "-", "".join(kept))
    return re.sub("-+", "-", words).strip("-") or "blank"


class Tagger:
    """Tags for the notes of one guide."""

    def __init__(self, guide: Guide) -> None:
        self._code = guide.code
        self._domain = {
            task: f"{guide.code}::domain::{slug(domain.id)}-{slug(domain.title)}"
            for task, domain in guide.domain_of_task.items()
        }
        self._tag = cache(self._make)
        self._tags = cache(self._make_all)  # many notes have the same tags

    def tags(self, note: Note) -> tuple[str, ...]:
        """The note's tags, sorted."""
        return self._tags(note.task, note.kind, note.priority, note.services, note.topics)

    def _make_all(
        self, task: str, kind: str, priority: int, services: tuple[str, ...], topics: tuple[str, ...]
    ) -> tuple[str, ...]:
        tags = {self._domain[task], self._tag("task", task), self._tag("kind", kind)}
        tags |= {self._tag("priority", str(priority))}
        tags |= {self._tag("service", service) for service in services}
        tags |= {self._tag("topic", topic) for topic in topics}
        return tuple(sorted(tags))

    def _make(self, level: str, name: str) -> str:
        return f"{self._code}::{level}::{slug(name)}"

"""Edits of source files, prepared before they are written so that a person can review them first."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from clfcards.system.files import write_atomically


@dataclass(frozen=True, slots=True)
class FileEdit:
    """A file's text before and after an edit; None means that there is no file."""

    path: Path
    before: str | None
    after: str | None


def write_edits(edits: Iterable[FileEdit]) -> None:
    """Writes the files first, and then deletes the removed ones: if it is interrupted, no item is lost."""
    edits = tuple(edits)
    for edit in edits:
        if edit.after is not None:
            write_atomically(edit.path, edit.after.encode())
    for edit in edits:
        if edit.after is None:
            edit.path.unlink(missing_ok=True)

"""Writes the edits of a transition as a whole, and keeps a journal with which they can be undone to the byte.

The journals are in a hidden folder of the exam, which tells git to ignore it. A journal is written before the first
edit and renamed after the last one: if the program is interrupted in between, the sources are reported as partly
changed until the edits are undone.
"""

import base64
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from clfcards import codec
from clfcards.decks.contents import BEGUN, TRANSITIONS, text_of
from clfcards.decks.edits import FileEdit
from clfcards.errors import ClfcardsError
from clfcards.next_step import NextStep
from clfcards.system.files import read_bytes, shown, write_atomically

FORMAT = 1
_DONE = ".json"


@dataclass(frozen=True, slots=True)
class JournalEntry:
    """A file, by path below the exam's folder: its bytes before, in Base64, and the hash of its bytes after.

    None means that there was no file, or that there is none any more.
    """

    path: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class Journal:
    """A transition that was carried out. `title` names it for a person."""

    format: int
    title: str
    entries: tuple[JournalEntry, ...]


@dataclass(frozen=True, slots=True)
class LastTransition:
    """The newest journal of an exam. `changed` are the files that somebody changed since, by path."""

    path: Path
    journal: Journal
    changed: tuple[str, ...]


def write_as_a_whole(folder: Path, edits: Iterable[FileEdit], title: str) -> None:
    """Writes the edits and their journal.

    Raises ClfcardsError if a file changed since the edits were prepared, and if a file cannot be written; then
    all files are as they were before, unless they cannot be restored either.
    """
    edits = tuple(edits)
    entries = tuple(_entry(folder, edit) for edit in edits)
    number = max((_number(path) for path in _journals(folder)), default=0) + 1
    begun, done = (folder / TRANSITIONS / f"{number:04}{ending}" for ending in (BEGUN, _DONE))
    write_atomically(folder / TRANSITIONS / ".gitignore", b"*\n")
    write_atomically(begun, codec.encode(Journal(FORMAT, title, entries)))
    try:
        _write(edits)
    except (ClfcardsError, OSError) as error:
        if _is_undone(folder, begun):
            raise ClfcardsError(f"{error}; nothing was changed") from error
        raise ClfcardsError(f"{error}; some files were already written", NextStep.run("guide undo")) from error
    begun.replace(done)


def last_transition(folder: Path) -> LastTransition | None:
    """The newest transition of an exam that was not undone. Raises ClfcardsError if its journal is damaged."""
    journals = _journals(folder)
    return _read(max(journals, key=_number), folder) if journals else None


def undo(folder: Path, last: LastTransition) -> None:
    """Restores every file of a transition to the byte, and then removes its journal; it can be repeated.

    Raises ClfcardsError, before anything is written, if somebody changed one of the files.
    """
    if last.changed:
        names = ", ".join(f"'{shown(folder / path)}'" for path in last.changed)
        raise ClfcardsError(
            f"not undone, because files changed since: {names}; first put them back as they were before the new guide "
            "was applied, for example from git, or as they were right after it"
        )
    begun = folder / TRANSITIONS / f"{_number(last.path):04}{BEGUN}"
    last.path.replace(begun)
    for entry in last.journal.entries:
        path = folder / entry.path
        if entry.before is None:
            path.unlink(missing_ok=True)
        elif _bytes_at(path) != (data := base64.b64decode(entry.before)):
            write_atomically(path, data)
    begun.unlink()


def _is_undone(folder: Path, begun: Path) -> bool:
    """Tries to take back what was written of a begun transition; whether that succeeded."""
    try:
        undo(folder, _read(begun, folder))
    except (ClfcardsError, OSError):
        return False
    return True


def _write(edits: tuple[FileEdit, ...]) -> None:
    """Writes the files first, and then deletes the removed ones, so that no item is missing in between for long."""
    for edit in edits:
        if edit.after is not None:
            write_atomically(edit.path, edit.after.encode())
    for edit in edits:
        if edit.after is None:
            edit.path.unlink(missing_ok=True)


def _entry(folder: Path, edit: FileEdit) -> JournalEntry:
    data = _bytes_at(edit.path)
    if (None if data is None else text_of(shown(edit.path), data)) != edit.before:
        raise ClfcardsError(f"'{shown(edit.path)}' changed while the edits were shown: run the command again")
    before = None if data is None else base64.b64encode(data).decode()
    return JournalEntry(
        edit.path.relative_to(folder).as_posix(), before, _digest(None if edit.after is None else edit.after.encode())
    )


def _journals(folder: Path) -> list[Path]:
    return [path for path in (folder / TRANSITIONS).glob(f"*{_DONE}") if path.name[0].isdecimal()]


def _number(path: Path) -> int:
    return int(path.name.partition(".")[0])


def _read(path: Path, folder: Path) -> LastTransition:
    try:
        journal = codec.decode(read_bytes(path), Journal)
        _refuse_foreign(journal, folder)
        changed = tuple(entry.path for entry in journal.entries if not _is_as_written(folder / entry.path, entry))
    except ValueError as error:
        raise ClfcardsError(f"'{shown(path)}' cannot be used ({error}): restore the sources from git") from error
    return LastTransition(path, journal, changed)


def _refuse_foreign(journal: Journal, folder: Path) -> None:
    """Raises ValueError for a journal that this version did not write, such as one with paths to other folders."""
    if journal.format > FORMAT:
        raise ValueError("it was written by a newer version")
    for entry in journal.entries:
        if not (folder / entry.path).resolve().is_relative_to(folder.resolve()):
            raise ValueError(f"it names '{entry.path}', which is outside of the exam's folder")


def _is_as_written(path: Path, entry: JournalEntry) -> bool:
    """Whether the file is as the transition left it or, if it was interrupted, as it was before."""
    data = _bytes_at(path)
    before = None if entry.before is None else base64.b64decode(entry.before)
    return data == before or _digest(data) == entry.after


def _bytes_at(path: Path) -> bytes | None:
    return read_bytes(path) if path.exists() else None


def _digest(data: bytes | None) -> str | None:
    return None if data is None else hashlib.blake2b(data, digest_size=16).hexdigest()

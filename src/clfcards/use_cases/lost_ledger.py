"""Notices that a ledger lost notes which git or an earlier package knows: a build would publish all of them again."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from clfcards.anki.content import note_guid
from clfcards.anki.ledger_file import ledger_path, read_ledger
from clfcards.anki.package_mark import DRAFT, mark_of
from clfcards.anki.release import guids_in
from clfcards.decks.revisions import file_at_head
from clfcards.errors import ClfcardsError
from clfcards.model.ledger import Ledger
from clfcards.system.files import read_bytes, shown


@dataclass(frozen=True, slots=True)
class LostNotes:
    """Published notes that the ledger does not have, and what knows of them: git, or a package at a path."""

    ledger: Path
    missing: int
    known_to: str
    in_git: bool


def lost_notes(folder: Path, ledger: Ledger, packages: Iterable[Path]) -> LostNotes | None:
    """The notes that the ledger in `folder` has lost, if git's newest commit or a package knows better.

    Packages are looked at only if the ledger has no note at all: they may be older than the ledger, or of a branch.
    """
    path = ledger_path(folder)
    if missing := len(_at_head(folder, ledger.namespace) - ledger.notes.keys()):
        return LostNotes(path, missing, "git's newest commit", in_git=True)
    if not ledger.notes:
        for package in packages:
            if missing := _published_in(package, ledger.namespace):
                return LostNotes(path, missing, f"'{shown(package)}'", in_git=False)
    return None


def _at_head(folder: Path, namespace: str) -> set[str]:
    """The ids of the notes in the ledger of git's newest commit; none if there is no readable one of this deck."""
    data = file_at_head(folder, ledger_path(folder).name)
    if data is None:
        return set()
    try:
        return set(read_ledger("HEAD:ledger.json", data, namespace).notes)
    except ClfcardsError:
        return set()


def _published_in(package: Path, namespace: str) -> int:
    """The number of this deck's notes in a package; 0 if it is not there, is no package, or is a draft."""
    if not package.is_file():
        return 0
    try:
        data = read_bytes(package)
        if mark_of(data) == DRAFT:
            return 0
        return sum(guid == note_guid(namespace, id_) for id_, guid in guids_in(shown(package), data).items())
    except ClfcardsError:
        return 0

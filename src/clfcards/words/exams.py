"""The exams in a folder of decks: as lines, and as the document of `--json`."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class ExamsDocument:
    """The document of `use --json`: the folder names of all exams, and the chosen one, or null."""

    exams: tuple[str, ...]
    chosen: str | None


def exams(folders: Sequence[Path], chosen: str | None) -> ExamsDocument:
    """All exams; a choice that is not among them does not count."""
    names = tuple(folder.name for folder in folders)
    return ExamsDocument(names, chosen if chosen in names else None)


def text(found: ExamsDocument) -> str:
    """One line per exam; the chosen one is marked."""
    return "\n".join(f"{'●' if name == found.chosen else ' '} {name}" for name in found.exams)

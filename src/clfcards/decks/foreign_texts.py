"""Text from other banks, documentation or pages: whole files, in any text format."""

import os
from collections.abc import Iterator
from pathlib import Path

from clfcards.decks.contents import decode
from clfcards.errors import ClfcardsError
from clfcards.rules.rule import ForeignText
from clfcards.system.files import read_bytes, reason, shown

MAX_BYTES = 200_000_000


def read_foreign(path: Path) -> Iterator[ForeignText]:
    """The text of a file (HTML, Markdown, JSON, CSV, YAML …), or of every text file in a folder and its subfolders.

    In a folder, hidden files and files that are not text are skipped.
    Raises ClfcardsError for a file that is not text or larger than 200 MB, and for a folder without text.
    """
    if not path.is_dir():
        yield ForeignText(shown(path), _text(path, read_bytes(path, MAX_BYTES, pipe=True)))
        return
    is_empty = True
    for file in _files(path):
        data = read_bytes(file, MAX_BYTES)
        if not _is_binary(data):
            is_empty = False
            yield ForeignText(shown(file), _text(file, data))
    if is_empty:
        raise ClfcardsError(f"there is no text file in '{shown(path)}'")


def _files(folder: Path) -> Iterator[Path]:
    """The files in a folder and its subfolders, in order, without hidden ones."""
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        raise ClfcardsError(f"cannot read the folder '{shown(folder)}': {reason(error)}") from error
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _files(Path(entry.path))
        elif entry.is_file():
            yield Path(entry.path)


def _text(path: Path, data: bytes) -> str:
    if _is_binary(data):
        raise ClfcardsError(f"'{shown(path)}' is not a text file: export it as text first")
    return decode(data)[0]


def _is_binary(data: bytes) -> bool:
    return b"\0" in data[:8192]

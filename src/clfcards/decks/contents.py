"""Reads the bytes of an exam's source files, and finds its pictures. Nothing is parsed here."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from stat import S_ISREG
from typing import TYPE_CHECKING

from clfcards.errors import ClfcardsError
from clfcards.foreign.picture import ENDINGS
from clfcards.system.files import read_bytes, reason, shown

if TYPE_CHECKING:
    from clfcards.model.problem import Problem

_FOLDERS = ("facts", "questions")
_SOURCES_BELONG = "sources belong in facts/, questions/ and media/"
TRANSITIONS, BEGUN = ".transitions", ".open.json"  # the folder of journals, and how the name of a begun one ends
MAX_SOURCE_BYTES = 64_000_000  # of a file of facts or questions
MAX_GUIDE_BYTES = 5_000_000  # of a guide, or a deck's settings; the guide of CLF-C02 has 0.05 MB


@dataclass(frozen=True)
class Contents:
    """The unparsed bytes of an exam's source files; None for a missing file.

    `bank` holds the displayed path and the bytes of each file of facts or questions, in the bank's order.
    """

    folder: Path
    guide: bytes | None
    settings: bytes | None
    bank: tuple[tuple[str, bytes], ...]
    files: dict[str, Path]
    problems: tuple[Problem, ...]


def read_contents(folder: Path) -> Contents:
    """Reads every source file in an exam's folder once."""
    problems = _interrupted(folder)
    files: dict[str, Path] = {}
    guide, settings = (_read_if_present(folder / name, files, problems) for name in ("guide.yaml", "deck.yaml"))
    bank: list[tuple[str, bytes]] = []
    for path in _bank_paths(folder, problems):
        if (read := _read(path, MAX_SOURCE_BYTES, files, problems)) is not None:
            bank.append(read)
    return Contents(folder, guide, settings, tuple(bank), files, tuple(problems))


def decode(data: bytes) -> tuple[str, int | None]:
    """The bytes as UTF-8 text without a byte order mark, and the offset of the first bad byte, if any."""
    try:
        return data.decode("utf-8-sig"), None
    except UnicodeDecodeError as error:
        return data.decode("utf-8-sig", errors="replace"), error.start


def read_text(path: Path) -> str:
    """The text of a file that will be written back, or on which a change relies.

    Raises ClfcardsError if it is not UTF-8: writing it back would replace the bad bytes.
    """
    return text_of(shown(path), read_bytes(path))


def text_of(name: str, data: bytes) -> str:
    """The text in the bytes of the file with this displayed name. Raises ClfcardsError if they are not UTF-8."""
    text, bad = decode(data)
    if bad is not None:
        problem = encoding_problem(name, data, bad)
        raise ClfcardsError(f"{name}:{problem.place.line}: {problem.message}")
    return text


def encoding_problem(name: str, data: bytes, bad: int) -> Problem:
    """The problem of a file whose byte at the offset `bad` is not UTF-8."""
    from clfcards.model.problem import Place, Problem  # few sources have such problems

    before = data[:bad].decode("utf-8-sig", errors="replace")
    place = Place(name, before.count("\n") + 1, len(before) - before.rfind("\n"))
    return Problem(place, f"the byte 0x{data[bad]:02X} is not UTF-8: save the file as UTF-8", "encoding")


def _bank_paths(folder: Path, problems: list[Problem]) -> list[Path]:
    """The files of facts and questions; anything else in these folders that would be skipped is a problem.

    If a file were silently skipped, it would look as if its notes had been retired.
    """
    paths: list[Path] = []
    for path in _entries(folder):
        if path.is_dir() and path.name not in (*_FOLDERS, "media"):
            problems.append(_skipped(path, f"the folder '{path.name}' would not be read: {_SOURCES_BELONG}"))
    for name in (*_FOLDERS, "media"):
        for path, other in differing_by_case(_entries(folder / name)) if (folder / name).is_dir() else ():
            message = f"'{path.name}' and '{other.name}' differ only by case: rename one, because macOS and Windows"
            problems.append(_problem(path, f"{message} cannot keep both", "same-name"))
    for name in _FOLDERS:
        for path in _entries(folder / name) if (folder / name).exists() else ():
            if path.suffix != ".yaml" or path.name == ".yaml":
                problems.append(_skipped(path, f"'{path.name}' would not be read: files here end in .yaml"))
            elif refusal := foreign_file(path, folder):
                problems.append(_skipped(path, refusal))
            else:
                paths.append(path)
    return paths


def differing_by_case(paths: Iterable[Path]) -> Iterator[tuple[Path, Path]]:
    """The paths of one folder whose names differ from that of an earlier one only by case, each with that one."""
    first: dict[str, Path] = {}
    for path in paths:
        other = first.setdefault(path.name.casefold(), path)
        if other != path:
            yield path, other


def _entries(folder: Path) -> list[Path]:
    """The entries of a folder, sorted, without hidden files and editors' backups."""
    try:
        names = sorted(entry.name for entry in os.scandir(folder))
    except OSError as error:
        raise ClfcardsError(f"cannot read the folder '{shown(folder)}': {reason(error)}") from error
    return [folder / name for name in names if not name.startswith(".") and not name.endswith("~")]


def _interrupted(folder: Path) -> list[Problem]:
    """A problem if the sources are a mixture of two guides: nothing may be built from them."""
    if not any((folder / TRANSITIONS).glob(f"*{BEGUN}")):
        return []
    message = "the sources follow a new guide only in part, because 'guide apply' was interrupted: run 'guide undo'"
    return [_problem(folder / TRANSITIONS, message, "interrupted")]


def _skipped(path: Path, message: str) -> Problem:
    return _problem(path, message, "file-name")


def _problem(path: Path, message: str, rule: str) -> Problem:
    from clfcards.model.problem import Place, Problem  # few sources have such problems

    return Problem(Place(shown(path), 1, 1), message, rule)


def pictures(folder: Path) -> dict[str, Path]:
    """The exam's pictures by file name: only files that belong to the exam. Their content is not read."""
    return {path.name: path for path in picture_paths(folder) if not foreign_file(path, folder)}


def picture_paths(folder: Path) -> list[Path]:
    """Everything in the exam's `media/` that is named like a picture."""
    media = folder / "media"
    return [path for path in _entries(media) if path.suffix.lower() in ENDINGS] if media.is_dir() else []


def foreign_file(path: Path, folder: Path) -> str:
    """Why the entry at `path` is not a file of the exam in `folder`; empty if it is one.

    Git carries links, so a contribution could make the program publish any file of the machine that builds.
    """
    try:
        mode = path.lstat().st_mode
        if not S_ISREG(mode):
            mode = path.stat().st_mode
        if not S_ISREG(mode):
            return f"'{path.name}' is not a file"
    except OSError as error:
        return f"cannot read '{shown(path)}': {reason(error)}"
    if (path.is_symlink() or path.parent.is_symlink()) and not path.resolve().is_relative_to(folder.resolve()):
        return f"'{path.name}' is a link to a file outside the exam's folder: put the file itself there"
    return ""


def _read_if_present(path: Path, files: dict[str, Path], problems: list[Problem]) -> bytes | None:
    if not os.path.lexists(path):
        problems.append(_problem(path, f"there is no '{path.name}'", "missing-file"))
        return None
    if refusal := foreign_file(path, path.parent):
        problems.append(_skipped(path, refusal))
        return None
    read = _read(path, MAX_GUIDE_BYTES, files, problems)
    return read and read[1]


def _read(path: Path, most: int, files: dict[str, Path], problems: list[Problem]) -> tuple[str, bytes] | None:
    """The displayed path and the bytes of a source file, which is added to `files`.

    None, after adding a problem, if it cannot be read.
    """
    try:
        data = read_bytes(path, most)
    except ClfcardsError as error:
        problems.append(_skipped(path, str(error)))
        return None
    name = shown(path)
    files[name] = path
    return name, data

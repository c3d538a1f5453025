"""Prepared edits of source files as a unified diff."""

import difflib
from collections.abc import Iterable, Iterator
from pathlib import Path

from clfcards.decks.edits import FileEdit
from clfcards.system.files import shown
from clfcards.words.table import aligned

_NONE = "/dev/null"  # the name of a file that does not exist, as git writes it


def text(edits: Iterable[FileEdit]) -> str:
    """The edits as one unified diff. A file that replaces another is compared with that one."""
    lines = [line for _, _, file_lines in _by_file(edits) for line in file_lines]
    return "".join(line if line.endswith("\n") else f"{line}\n" for line in lines)


def summary(edits: Iterable[FileEdit]) -> str:
    """One line for each file: the numbers of lines added and removed, and its old name if it is renamed."""
    rows = []
    for before, after, lines in _by_file(edits):
        added, removed = (sum(line.startswith(sign) for line in lines[2:]) for sign in "+-")
        what = after if before in (after, _NONE) else f"{before} → {after}" if after != _NONE else f"{before} (deleted)"
        rows.append((f"+{added}", f"-{removed}", f"{what} (new)" if before == _NONE else what))
    return "".join(f"{line}\n" for line in aligned(rows, ">>")) if rows else ""


def _by_file(edits: Iterable[FileEdit]) -> Iterator[tuple[str, str, list[str]]]:
    """For each file, its name before and after, and the lines of its diff."""
    by_path = {edit.path: edit for edit in edits}
    renamed = _renamed(by_path.values())
    for path in sorted(by_path.keys() - set(renamed.values())):
        source = by_path[renamed.get(path, path)]
        before, after = source.before, by_path[path].after
        name_before = shown(source.path) if before is not None else _NONE
        name_after = shown(path) if after is not None else _NONE
        old, new = ((content or "").splitlines(keepends=True) for content in (before, after))
        yield name_before, name_after, list(difflib.unified_diff(old, new, name_before, name_after, n=1))


def _renamed(edits: Iterable[FileEdit]) -> dict[Path, Path]:
    """The old file of each new file that replaces one: both are in one folder, with one name after the task number."""
    edits = tuple(edits)
    gone = {(edit.path.parent, _name(edit.path)): edit.path for edit in edits if edit.after is None}
    renamed: dict[Path, Path] = {}
    for edit in edits:
        old = gone.get((edit.path.parent, _name(edit.path)))
        if edit.before is None and old is not None and old not in renamed.values():
            renamed[edit.path] = old
    return renamed


def _name(path: Path) -> str:
    """The part after the task number: `iam.yaml` of `2.1-iam.yaml`."""
    return path.name.partition("-")[2]

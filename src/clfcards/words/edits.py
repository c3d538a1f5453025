"""Prepared edits of source files as a unified diff."""

import difflib
from collections.abc import Iterable
from pathlib import Path

from clfcards.decks.edits import FileEdit
from clfcards.system.files import shown


def text(edits: Iterable[FileEdit]) -> str:
    """The edits as one unified diff. A file that replaces another is compared with that one."""
    by_path = {edit.path: edit for edit in edits}
    renamed = _renamed(by_path.values())
    lines: list[str] = []
    for path in sorted(by_path.keys() - set(renamed.values())):
        source = by_path[renamed.get(path, path)]
        before, after = source.before, by_path[path].after
        name_before = shown(source.path) if before is not None else "/dev/null"
        name_after = shown(path) if after is not None else "/dev/null"
        old, new = ((content or "").splitlines(keepends=True) for content in (before, after))
        lines += difflib.unified_diff(old, new, name_before, name_after, n=1)
    return "".join(line if line.endswith("\n") else f"{line}\n" for line in lines)


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

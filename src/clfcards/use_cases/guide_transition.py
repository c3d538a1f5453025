"""A transition's edits on disk: shown as a diff, written, and the decisions read back."""

import difflib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from clfcards.decks.contents import decode
from clfcards.decks.load import Loaded
from clfcards.errors import UsageError
from clfcards.model.bank import Origin
from clfcards.model.guide import Guide
from clfcards.source.nodes import Mapping as MappingNode
from clfcards.source.nodes import Scalar, parse
from clfcards.system.files import read_bytes, shown, write_atomically
from clfcards.transition.apply import ToDo, plan_edits, without_shares
from clfcards.transition.route import Route


@dataclass(frozen=True, slots=True)
class Edits:
    """Files by path, each with its text before and after (None: not there), and what is left to do."""

    files: Mapping[Path, tuple[str | None, str | None]]
    retired: tuple[str, ...]
    todo: tuple[ToDo, ...]


def edits(loaded: Loaded, ways: tuple[Route, ...], old: Guide, new: Guide, new_guide: str) -> Edits:
    """The edits of the bank's files, of deck.yaml's shares, and of guide.yaml, whose new text is `new_guide`."""
    by_name = {name: path for name, path in loaded.files.items() if path.parent.name in ("facts", "questions")}
    names = {name: path.relative_to(loaded.folder).as_posix() for name, path in by_name.items()}
    texts = {names[name]: decode(read_bytes(path))[0] for name, path in by_name.items()}
    below = tuple(_below(way, names[way.item.origin.path]) for way in ways)
    plan = plan_edits(texts, below, old, new)
    files: dict[Path, tuple[str | None, str | None]] = {
        loaded.folder / name: (texts.get(name), text or None) for name, text in plan.files.items()
    }
    settings = decode(read_bytes(loaded.folder / "deck.yaml"))[0]
    for name, before, after in (
        ("guide.yaml", decode(read_bytes(loaded.folder / "guide.yaml"))[0], new_guide),
        ("deck.yaml", settings, without_shares(settings, frozenset(old.tasks.keys() - new.tasks.keys()))),
    ):
        if before != after:
            files[loaded.folder / name] = before, after
    todo = plan.todo
    if loaded.settings and loaded.settings.shares and files:
        what = "shares are by task number, and numbers may mean another task now: read them again"
        todo = (*todo, ToDo("deck.yaml", -1, "shares", what))
    return Edits(files, plan.retired, todo)


def _below(way: Route, name: str) -> Route:
    """The way with its item's file named below the exam's folder."""
    return replace(way, item=replace(way.item, origin=Origin(name, way.item.origin.index)))


def show_edits(prepared: Edits) -> str:
    """The edits as one unified diff; a file that takes over another's text is shown beside that one."""
    renamed = _renamed(prepared.files)
    lines: list[str] = []
    for path, (before, after) in sorted(prepared.files.items()):
        if path in renamed.values():
            continue
        from_ = renamed.get(path, path)
        before = prepared.files[from_][0]
        name_before = shown(from_) if before is not None else "/dev/null"
        name_after = shown(path) if after is not None else "/dev/null"
        old, new = ((text or "").splitlines(keepends=True) for text in (before, after))
        lines += difflib.unified_diff(old, new, name_before, name_after, n=1)
    return "".join(line if line.endswith("\n") else f"{line}\n" for line in lines)


def _renamed(files: Mapping[Path, tuple[str | None, str | None]]) -> dict[Path, Path]:
    """New files by the old ones they stand for: of one folder, with one name behind the task's number."""
    gone = {(path.parent, _slug(path)): path for path, (_, after) in files.items() if after is None}
    renamed: dict[Path, Path] = {}
    for path, (before, _) in files.items():
        old = gone.get((path.parent, _slug(path)))
        if before is None and old is not None and old not in renamed.values():
            renamed[path] = old
    return renamed


def _slug(path: Path) -> str:
    return path.name.partition("-")[2]


def write_edits(prepared: Edits) -> None:
    """Writes the files, new ones first: whatever stops it, no item is lost."""
    for path, (_, after) in prepared.files.items():
        if after is not None:
            write_atomically(path, after.encode())
    for path, (_, after) in prepared.files.items():
        if after is None:
            path.unlink(missing_ok=True)


def todo_text(prepared: Edits, lines: Mapping[Origin, int]) -> str:
    """What is left, as a file that can be filled in: open items with no task yet, the rest as comments.

    `lines` are the items' lines in the files before the edits, named as below the exam's folder.
    """
    open_ = [entry for entry in prepared.todo if entry.candidates]
    rest = [entry for entry in prepared.todo if not entry.candidates]
    text = ""
    if open_:
        text += "# To decide: write a task behind each item, and give this file to 'clfcards guide apply --assign'.\n"
        width = max(len(entry.item) for entry in open_) + 1
        text += "".join(
            f"{entry.item + ':':{width}}    # {_place(entry, lines)}: one of {', '.join(entry.candidates)}\n"
            for entry in open_
        )
    if rest:
        text += "# To look at:\n"
        text += "".join(f"# {_place(entry, lines)}: {entry.item}: {entry.what}\n" for entry in rest)
    return text


def _place(entry: ToDo, lines: Mapping[Origin, int]) -> str:
    return f"{entry.path}:{lines.get(Origin(entry.path, entry.index), 1)}"


def assigned_in(path: Path, new: Guide) -> dict[str, str]:
    """The decisions in a filled-in to-do list; items without a task are left open.

    Raises UsageError for a task that the new guide does not have.
    """
    root, faults = parse(decode(read_bytes(path))[0])
    if faults or not (root is None or isinstance(root, MappingNode)):
        raise UsageError(f"'{shown(path)}' holds no decisions: write 'item-id: task', one a line")
    assigned: dict[str, str] = {}
    for item, (key, value) in root.entries.items() if isinstance(root, MappingNode) else ():
        if isinstance(value, Scalar) and not value.text:
            continue
        if not isinstance(value, Scalar) or value.text not in new.tasks:
            said = value.text if isinstance(value, Scalar) else "a list"
            raise UsageError(f"{shown(path)}:{key.line}: {new.exam.code} has no task '{said}'")
        assigned[item] = value.text
    return assigned

"""Brings the sources in line with a new guide: the edits are prepared, shown, and written on request."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from clfcards.decks.contents import read_text
from clfcards.decks.edits import FileEdit
from clfcards.decks.load import Loaded, guide_and_settings_of, load
from clfcards.decks.places import item_lines
from clfcards.decks.revisions import guide_at
from clfcards.errors import UsageError
from clfcards.model.bank import Origin
from clfcards.model.guide import Guide
from clfcards.source.nodes import Mapping as MappingNode
from clfcards.source.nodes import Scalar, parse
from clfcards.system.files import shown
from clfcards.transition.diff import diff_guides
from clfcards.transition.plan import plan_edits
from clfcards.transition.route import Route, routes
from clfcards.transition.shares import without_shares
from clfcards.transition.todo import RereadShares, ToDo
from clfcards.use_cases.check import SourcesHaveErrors
from clfcards.use_cases.retire import Retirement, retire


@dataclass(frozen=True, slots=True)
class Transition:
    """The changes that bring the sources in line with `guide`.

    `retired` are the ids of items whose task is gone. `lines` are the lines of items before the edits, counted
    from 1, by origin. Paths in these origins and in `todo` are relative to the exam's folder.
    """

    folder: Path
    namespace: str
    guide: Guide
    edits: tuple[FileEdit, ...]
    retired: tuple[str, ...]
    todo: tuple[ToDo, ...]
    lines: Mapping[Origin, int]


def prepare_transition(folder: Path, new: str, decisions: Path | None) -> Transition | SourcesHaveErrors:
    """The transition to a guide in a file or at a git revision; nothing is written.

    `decisions` is a file with a maintainer's decisions, `item-id: task` on each line. Raises UsageError if it
    or the guide cannot be read.
    """
    loaded = load(folder)
    old, settings = guide_and_settings_of(loaded)
    if loaded.problems:
        return SourcesHaveErrors(loaded.problems)
    guide, text = guide_at(new, folder)
    assigned = _decisions_in(decisions, guide) if decisions else {}
    names = _relative_paths(loaded)
    found = routes(loaded.bank, diff_guides(old, guide).tasks_map, guide, assigned)
    texts = {name: read_text(loaded.files[path]) for path, name in names.items()}
    plan = plan_edits(texts, tuple(_with_relative_path(route, names) for route in found), old, guide)
    edits = (
        *(FileEdit(folder / name, texts.get(name), text or None) for name, text in plan.files.items()),
        *_settings_edits(folder, old, guide, text),
    )
    todo = plan.todo
    if settings.shares and edits:
        todo = (*todo, ToDo("deck.yaml", -1, "shares", RereadShares()))
    lines = {Origin(names[origin.path], origin.index): line for origin, line in item_lines(loaded).items()}
    return Transition(folder, settings.namespace, guide, edits, plan.retired, todo, lines)


def carry_out(transition: Transition, day: dt.date, reason: str) -> None:
    """Records in the ledger which items are retired, and why, and then writes the edits."""
    retire(Retirement(transition.folder, transition.namespace, transition.retired, reason, "", transition.edits), day)


def _relative_paths(loaded: Loaded) -> dict[str, str]:
    """The bank's files: their displayed paths → their paths relative to the exam's folder."""
    return {
        shown_path: path.relative_to(loaded.folder).as_posix()
        for shown_path, path in loaded.files.items()
        if path.parent.name in ("facts", "questions")
    }


def _with_relative_path(route: Route, names: Mapping[str, str]) -> Route:
    """The route with its item's path relative to the exam's folder."""
    origin = Origin(names[route.item.origin.path], route.item.origin.index)
    return replace(route, item=replace(route.item, origin=origin))


def _settings_edits(folder: Path, old: Guide, new: Guide, new_text: str) -> Iterable[FileEdit]:
    """The new guide.yaml, and deck.yaml without the shares of tasks that are gone."""
    guide, settings = (read_text(folder / name) for name in ("guide.yaml", "deck.yaml"))
    gone = frozenset(old.tasks.keys() - new.tasks.keys())
    for name, before, after in (
        ("guide.yaml", guide, new_text),
        ("deck.yaml", settings, without_shares(settings, gone)),
    ):
        if before != after:
            yield FileEdit(folder / name, before, after)


def _decisions_in(path: Path, new: Guide) -> dict[str, str]:
    """The tasks that a completed to-do list assigns to items; items without a task stay undecided.

    Raises UsageError for a task that the new guide does not have.
    """
    root, faults = parse(read_text(path))
    if faults or not (root is None or isinstance(root, MappingNode)):
        raise UsageError(f"'{shown(path)}' is not a valid file of decisions: write 'item-id: task' on each line")
    assigned: dict[str, str] = {}
    for item, (key, value) in root.entries.items() if isinstance(root, MappingNode) else ():
        if isinstance(value, Scalar) and not value.text:
            continue
        if not isinstance(value, Scalar) or value.text not in new.tasks:
            given = value.text if isinstance(value, Scalar) else "a list"
            raise UsageError(f"{shown(path)}:{key.line}: {new.exam.code} has no task '{given}'")
        assigned[item] = value.text
    return assigned

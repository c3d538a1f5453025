"""Plan the edits that a new guide requires in the bank's files, and the decisions left to a person."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from clfcards.model.bank import Question
from clfcards.model.guide import Guide, Rename
from clfcards.source.edit import (
    LayoutError,
    Replacement,
    item_texts,
    layout,
    new_file,
    with_items,
    with_scalars,
    without_items,
)
from clfcards.source.nodes import Mapping as MappingNode
from clfcards.source.nodes import Scalar, parse
from clfcards.transition.item_edits import with_items_edited
from clfcards.transition.references import lost_references
from clfcards.transition.route import Route
from clfcards.transition.todo import ChooseTask, Decision, MoveByHand, ReferencesRetired, RetireByHand, ToDo

UNDECIDED = "undecided"


@dataclass(frozen=True, slots=True)
class Plan:
    """The changed files, the ids of items that they no longer have or that were edited, and what is left to do.

    `files` are keyed by path below the exam's folder; an empty text means that the file is deleted.
    """

    files: Mapping[str, str]
    retired: tuple[str, ...]
    edited: tuple[str, ...]
    todo: tuple[ToDo, ...]


@dataclass(frozen=True, slots=True)
class _Group:
    """Items of one file that go to the same task."""

    task: str
    indices: frozenset[int]


@dataclass(frozen=True, slots=True)
class _File:
    """A file of the bank after the edits of its items, with its task, and its items by their new task.

    The first group keeps the file's comments: it stays in the task or, if none does, it is the largest.
    """

    path: str
    text: str
    task: str
    groups: tuple[_Group, ...]
    items: frozenset[int]

    @property
    def kind(self) -> str:
        return self.path.partition("/")[0]

    @property
    def stays(self) -> bool:
        return bool(self.groups) and self.groups[0].task == self.task


def plan_edits(texts: Mapping[str, str], routes: tuple[Route, ...], old: Guide, new: Guide) -> Plan:
    """Moves items to the files of their new tasks, and adds new ids of topics and new names of services.

    References to retired items are removed.

    `texts` are the bank's files, keyed by path below the exam's folder, as in an item's origin.
    An item whose task is still undecided goes to a file whose task does not exist, so that nothing can be
    built before a person has decided. If an item that does not stay is in a file that cannot be edited, the
    whole file gets such a task.
    """
    by_file: dict[str, list[Route]] = defaultdict(list)
    for route in sorted(routes, key=lambda route: route.item.origin.index):
        by_file[route.item.origin.path].append(route)
    fixed = {path: text for path, text in texts.items() if not by_file[path] or not _can_be_edited(text)}
    renames = _new_renames(old, new)
    retired = tuple(route.item.id for route in routes if route.is_retired and route.item.origin.path not in fixed)
    todo = [entry for path in fixed for entry in _manual_changes(by_file[path], old, frozenset(retired))]
    to_move = {entry.path for entry in todo if isinstance(entry.decision, MoveByHand)}
    fixed |= {path: _held_back(texts[path], by_file[path], old) for path in to_move}
    files: list[_File] = []
    edited: list[str] = []
    for path in sorted(texts.keys() - fixed.keys()):
        after_edits = with_items_edited(texts[path], by_file[path], renames, frozenset(retired))
        files.append(_file(path, after_edits.text, by_file[path], old))
        edited += after_edits.items
        todo += [*after_edits.todo, *_open_choices(by_file[path], old)]
    todo.sort(key=lambda entry: (entry.path, entry.index))
    after = dict.fromkeys(texts, "") | fixed | _distributed(files, frozenset(fixed))
    changed = {path: text for path, text in after.items() if texts.get(path) != text}
    return Plan(changed, retired, tuple(edited), tuple(todo))


def _new_renames(old: Guide, new: Guide) -> list[Rename]:
    known = {(rename.service, rename.new) for rename in old.renames}
    return [rename for rename in new.renames if (rename.service, rename.new) not in known]


def _can_be_edited(text: str) -> bool:
    try:
        layout(text)
    except LayoutError:
        return False
    return True


def _manual_changes(routes: list[Route], old: Guide, retired: frozenset[str]) -> Iterator[ToDo]:
    """To-do entries for the items of a file that cannot be edited automatically."""
    for route in routes:
        item = route.item
        decisions: list[Decision] = []
        if route.is_retired:
            decisions.append(RetireByHand())
        elif route.is_moved or (route.is_open and item.task in old.tasks):
            decisions.append(MoveByHand(route.target))
        for lost in lost_references(item, retired) if isinstance(item, Question) and not route.is_retired else ():
            decisions.append(
                ReferencesRetired(lost.name, lost.lost, "the file's layout cannot be edited automatically")
            )
        for decision in decisions:
            candidates = route.candidates if isinstance(decision, MoveByHand) else ()
            yield ToDo(item.origin.path, item.origin.index, item.id, decision, candidates)


def _held_back(text: str, routes: list[Route], old: Guide) -> str:
    """The text under a task that does not exist: in their old task, its items could be built unnoticed."""
    task = routes[0].item.task
    if task not in old.tasks:
        return text
    try:
        return _with_task(text, _undecided(old, task))
    except LayoutError:
        return text


def _open_choices(routes: list[Route], old: Guide) -> Iterator[ToDo]:
    """To-do entries for the items that can belong to one of several tasks, or to none."""
    for route in routes:
        if route.is_open:
            decision = ChooseTask(old.exam.code, route.item.task)
            yield ToDo(route.item.origin.path, route.item.origin.index, route.item.id, decision, route.candidates)


def _file(path: str, text: str, routes: list[Route], old: Guide) -> _File:
    """The file with its items grouped by their new task; retired items are in no group."""
    task = routes[0].item.task
    undecided = _undecided(old, task) if task in old.tasks else task
    groups: dict[str, set[int]] = defaultdict(set)
    for route in routes:
        if not route.is_retired:
            groups[undecided if route.is_open else route.target].add(route.item.origin.index)
    in_order = sorted(groups.items(), key=lambda entry: (entry[0] != task, -len(entry[1])))
    found = tuple(_Group(name, frozenset(indices)) for name, indices in in_order)
    return _File(path, text, task, found, frozenset(route.item.origin.index for route in routes))


def _undecided(old: Guide, task: str) -> str:
    """A task that no guide has, for items of this task."""
    return f"{UNDECIDED} ({old.exam.code} {task})"


def _distributed(files: list[_File], fixed: frozenset[str]) -> dict[str, str]:
    """The files' new texts by path: what stays is placed first, so that nothing takes the name of its file.

    Nothing can be added to `fixed` files: items for such a file go to a new file with a similar name.
    """
    after: dict[str, str] = {}
    tasks = {file.path: file.task for file in files if file.stays}
    for file in sorted(files, key=lambda file: not file.stays):
        for place, group in enumerate(file.groups):
            target = _path_for_task(file, group.task)
            while target in fixed or tasks.setdefault(target, group.task) != group.task:
                target = f"{target.removesuffix('.yaml')}-more.yaml"
            if target in after:
                after[target] = with_items(after[target], item_texts(file.text, group.indices))
            elif place == 0:
                others = file.items - group.indices
                after[target] = _with_task(without_items(file.text, others) if others else file.text, group.task)
            else:
                after[target] = new_file(group.task, file.kind, item_texts(file.text, group.indices))
    return after


def _path_for_task(file: _File, task: str) -> str:
    """The path of the file for a task: a task number at the beginning of the name is replaced.

    Without one, a file that moves as a whole keeps its name.
    """
    folder, _, name = file.path.rpartition("/")
    stem, before = name.removesuffix(".yaml"), _prefix(file.task)
    is_numbered = stem == before or stem.startswith(f"{before}-")
    if task == file.task or (len(file.groups) == 1 and not is_numbered):
        return file.path
    rest = stem.removeprefix(before) if is_numbered else f"-{stem}"
    return f"{folder}/{_prefix(task)}{rest}.yaml"


def _prefix(task: str) -> str:
    """How the names of a task's files begin: `2.1`, or `undecided-2.1` for `undecided (CLF-C02 2.1)`."""
    if task.startswith(UNDECIDED):
        return f"{UNDECIDED}-{task.rpartition(' ')[2].removesuffix(')')}"
    return task


def _with_task(text: str, task: str) -> str:
    """The file's text with another task at the top."""
    root, _ = parse(text)
    assert isinstance(root, MappingNode)
    _, scalar = root.entries["task"]
    assert isinstance(scalar, Scalar)
    source = task if scalar.plain else f'"{task}"'
    return with_scalars(text, [Replacement(scalar, source)]) if task != scalar.text else text

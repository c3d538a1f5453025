"""Plan the edits that a new guide requires in the bank's files, and the decisions left to a person."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from clfcards.model.bank import Fact, Question
from clfcards.model.guide import Guide
from clfcards.source.edit import (
    LayoutError,
    Replacement,
    item_text,
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
from clfcards.transition.todo import ChooseTask, MoveByHand, ReferencesRetired, ToDo

UNDECIDED = "undecided"


@dataclass(frozen=True, slots=True)
class Plan:
    """The edited files, the ids of retired items, and the decisions left to a person.

    `files` are keyed by path below the exam's folder; an empty text means that the file is deleted.
    """

    files: Mapping[str, str]
    retired: tuple[str, ...]
    todo: tuple[ToDo, ...]


@dataclass(frozen=True, slots=True)
class _File:
    """A file of the bank with the routes of its items, in file order."""

    path: str
    text: str
    routes: tuple[Route, ...]


@dataclass(frozen=True, slots=True)
class _Group:
    """Items of one file that go to the same task."""

    task: str
    routes: tuple[Route, ...]

    @property
    def indices(self) -> frozenset[int]:
        return frozenset(route.item.origin.index for route in self.routes)


def plan_edits(texts: Mapping[str, str], routes: tuple[Route, ...], old: Guide, new: Guide) -> Plan:
    """Moves items to the files of their new tasks, and adds new names of services.

    Topics and services that were dropped, and references to retired items, are removed.

    `texts` are the bank's files, keyed by path below the exam's folder, as in an item's origin.
    An item whose task is still undecided goes to a file whose task does not exist, so that nothing can be
    built before a person has decided.
    """
    by_file: dict[str, list[Route]] = defaultdict(list)
    for route in sorted(routes, key=lambda route: route.item.origin.index):
        by_file[route.item.origin.path].append(route)
    known = {(rename.service, rename.new) for rename in old.renames}
    renames = [rename for rename in new.renames if (rename.service, rename.new) not in known]
    retired = tuple(route.item.id for route in routes if route.is_retired)
    todo: list[ToDo] = []
    files: dict[str, str] = dict.fromkeys(texts, "")
    fixed = frozenset(path for path, text in texts.items() if not by_file[path] or not _can_be_edited(text))
    for path in fixed:
        files[path] = texts[path]
        todo += [*_manual_moves(by_file[path]), *_manual_removals(by_file[path], frozenset(retired))]
    for path in sorted(texts.keys() - fixed):
        edited, left = with_items_edited(texts[path], by_file[path], renames, frozenset(retired))
        file = _File(path, edited, tuple(by_file[path]))
        todo += [*left, *_open_choices(file, old)]
        _distribute(file, _groups_by_task(file, old), files, fixed)
    todo.sort(key=lambda entry: (entry.path, entry.index))
    return Plan({p: t for p, t in files.items() if texts.get(p) != t}, retired, tuple(todo))


def _can_be_edited(text: str) -> bool:
    try:
        layout(text)
    except LayoutError:
        return False
    return True


def _manual_moves(routes: list[Route]) -> Iterator[ToDo]:
    """To-do entries for the items that must move out of a file that cannot be edited automatically."""
    for route in routes:
        if route.target != route.item.task:
            origin = route.item.origin
            yield ToDo(origin.path, origin.index, route.item.id, MoveByHand(route.target), route.candidates)


def _manual_removals(routes: list[Route], retired: frozenset[str]) -> Iterator[ToDo]:
    """To-do entries for the references to retired items in a file that cannot be edited automatically."""
    for route in routes:
        item = route.item
        for lost in lost_references(item, retired) if isinstance(item, Question) and not route.is_retired else ():
            decision = ReferencesRetired(lost.name, lost.lost, "the file's layout cannot be edited automatically")
            yield ToDo(item.origin.path, item.origin.index, item.id, decision)


def _open_choices(file: _File, old: Guide) -> Iterator[ToDo]:
    """To-do entries for the items whose task became several tasks."""
    for route in file.routes:
        if route.is_open:
            decision = ChooseTask(old.exam.code, route.item.task)
            yield ToDo(file.path, route.item.origin.index, route.item.id, decision, route.candidates)


def _groups_by_task(file: _File, old: Guide) -> list[_Group]:
    """The file's items grouped by their new task, largest group first; retired items are in no group."""
    groups: dict[str, list[Route]] = defaultdict(list)
    for route in file.routes:
        if not route.is_retired:
            undecided = f"{UNDECIDED} ({old.exam.code} {route.item.task})"
            groups[undecided if route.is_open else route.target].append(route)
    by_size = sorted(groups.items(), key=lambda entry: -len(entry[1]))
    return [_Group(task, tuple(routes)) for task, routes in by_size]


def _distribute(file: _File, groups: list[_Group], files: dict[str, str], fixed: frozenset[str]) -> None:
    """Adds each group to the file of its task in `files`. The first, largest group keeps the old file's comments.

    Nothing can be added to `fixed` files: items for such a file go to a new file with a similar name.
    """
    kind = "facts" if isinstance(file.routes[0].item, Fact) else "questions"
    all_indices = frozenset(route.item.origin.index for route in file.routes)
    for place, group in enumerate(groups):
        target = _path_for_task(file.path, file.routes[0].item.task, group.task)
        while target in fixed:
            target = f"{target.removesuffix('.yaml')}-more.yaml"
        taken = [item_text(file.text, index) for index in sorted(group.indices)]
        if files.get(target):
            files[target] = with_items(files[target], taken)
        elif place == 0:
            others = all_indices - group.indices
            files[target] = _with_task(without_items(file.text, others) if others else file.text, group.task)
        else:
            files[target] = new_file(group.task, kind, taken)


def _path_for_task(path: str, task_before: str, task: str) -> str:
    """The path of the file for a task: the task number at the beginning of the name is replaced."""
    folder, _, name = path.rpartition("/")
    rest = name.removeprefix(f"{task_before}-") if name.startswith(f"{task_before}-") else name
    if task.startswith(UNDECIDED):
        return f"{folder}/{UNDECIDED}-{task_before}-{rest}"
    return f"{folder}/{task}-{rest}"


def _with_task(text: str, task: str) -> str:
    """The file's text with another task at the top."""
    root, _ = parse(text)
    assert isinstance(root, MappingNode)
    _, scalar = root.entries["task"]
    assert isinstance(scalar, Scalar)
    source = task if scalar.plain else f'"{task}"'
    return with_scalars(text, [Replacement(scalar, source)]) if task != scalar.text else text

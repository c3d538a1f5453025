"""The edits of the bank's files that follow from a new guide by rule, and what is left to a person."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from clfcards.model.bank import Fact
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
from clfcards.transition.route import Route
from clfcards.transition.todo import ChooseTask, MoveByHand, ToDo

UNDECIDED = "undecided"


@dataclass(frozen=True, slots=True)
class Plan:
    """The files after the edits, by path below the exam's folder (empty text: the file goes), and the rest."""

    files: Mapping[str, str]
    retired: tuple[str, ...]
    todo: tuple[ToDo, ...]


@dataclass(frozen=True, slots=True)
class _File:
    """A file of the bank with the routes of its items, in the file's order."""

    path: str
    text: str
    routes: tuple[Route, ...]


@dataclass(frozen=True, slots=True)
class _Party:
    """Items of one file that go to the same task."""

    task: str
    routes: tuple[Route, ...]

    @property
    def indices(self) -> frozenset[int]:
        return frozenset(route.item.origin.index for route in self.routes)


def plan_edits(texts: Mapping[str, str], routes: tuple[Route, ...], old: Guide, new: Guide) -> Plan:
    """Moves items to the files of their new tasks, drops topics and services that are gone, adds new names.

    `texts` are the bank's files by path below the exam's folder; an item's origin names its file so.
    An item that no rule decides goes to a file whose task does not exist, so that nothing is built
    before it is decided.
    """
    by_file: dict[str, list[Route]] = defaultdict(list)
    for route in sorted(routes, key=lambda route: route.item.origin.index):
        by_file[route.item.origin.path].append(route)
    known = {(rename.service, rename.new) for rename in old.renames}
    renames = [rename for rename in new.renames if (rename.service, rename.new) not in known]
    todo: list[ToDo] = []
    files: dict[str, str] = dict.fromkeys(texts, "")
    fixed = frozenset(path for path, text in texts.items() if not by_file[path] or not _can_be_edited(text))
    for path in fixed:
        files[path] = texts[path]
        todo += _moves_by_hand(by_file[path])
    for path in sorted(texts.keys() - fixed):
        edited, left = with_items_edited(texts[path], by_file[path], renames)
        file = _File(path, edited, tuple(by_file[path]))
        todo += [*left, *_choices(file, old)]
        _distribute(file, _parties(file, old), files, fixed)
    todo.sort(key=lambda entry: (entry.path, entry.index))
    retired = tuple(route.item.id for route in routes if route.is_retired)
    return Plan({p: t for p, t in files.items() if texts.get(p) != t}, retired, tuple(todo))


def _can_be_edited(text: str) -> bool:
    try:
        layout(text)
    except LayoutError:
        return False
    return True


def _moves_by_hand(routes: list[Route]) -> Iterator[ToDo]:
    """The items of a file that no program can edit, as far as they have to move."""
    for route in routes:
        if route.target != route.item.task:
            origin = route.item.origin
            yield ToDo(origin.path, origin.index, route.item.id, MoveByHand(route.target), route.candidates)


def _choices(file: _File, old: Guide) -> Iterator[ToDo]:
    """The items whose task went to several."""
    for route in file.routes:
        if route.is_open:
            decision = ChooseTask(old.exam.code, route.item.task)
            yield ToDo(file.path, route.item.origin.index, route.item.id, decision, route.candidates)


def _parties(file: _File, old: Guide) -> list[_Party]:
    """The file's items by the task they go to, the largest party first; retired ones go nowhere."""
    parties: dict[str, list[Route]] = defaultdict(list)
    for route in file.routes:
        if not route.is_retired:
            undecided = f"{UNDECIDED} ({old.exam.code} {route.item.task})"
            parties[undecided if route.is_open else route.target].append(route)
    by_size = sorted(parties.items(), key=lambda entry: -len(entry[1]))
    return [_Party(task, tuple(routes)) for task, routes in by_size]


def _distribute(file: _File, parties: list[_Party], files: dict[str, str], fixed: frozenset[str]) -> None:
    """Puts each party into the file of its task, in `files`; the largest keeps the comments of the old file.

    Files that are `fixed` cannot be added to: what would go there gets a file beside it.
    """
    kind = "facts" if isinstance(file.routes[0].item, Fact) else "questions"
    everyone = frozenset(route.item.origin.index for route in file.routes)
    for place, party in enumerate(parties):
        target = _path(file.path, file.routes[0].item.task, party.task)
        while target in fixed:
            target = f"{target.removesuffix('.yaml')}-more.yaml"
        taken = [item_text(file.text, index) for index in sorted(party.indices)]
        if files.get(target):
            files[target] = with_items(files[target], taken)
        elif place == 0:
            others = everyone - party.indices
            files[target] = _with_task(without_items(file.text, others) if others else file.text, party.task)
        else:
            files[target] = new_file(party.task, kind, taken)


def _path(path: str, task_before: str, task: str) -> str:
    """The file of a task: the number its name begins with is replaced."""
    folder, _, name = path.rpartition("/")
    rest = name.removeprefix(f"{task_before}-") if name.startswith(f"{task_before}-") else name
    if task.startswith(UNDECIDED):
        return f"{folder}/{UNDECIDED}-{task_before}-{rest}"
    return f"{folder}/{task}-{rest}"


def _with_task(text: str, task: str) -> str:
    """The file's text with another task at its head."""
    root, _ = parse(text)
    assert isinstance(root, MappingNode)
    _, scalar = root.entries["task"]
    assert isinstance(scalar, Scalar)
    source = task if scalar.plain else f'"{task}"'
    return with_scalars(text, [Replacement(scalar, source)]) if task != scalar.text else text

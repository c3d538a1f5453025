"""The edits of the sources that follow from a new guide by rule, and what is left to a person."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from clfcards.model.bank import Fact, Question
from clfcards.model.guide import Guide, Rename
from clfcards.rules.texts import texts as texts_of
from clfcards.source.edit import (
    FieldEdit,
    LayoutError,
    Replacement,
    item_text,
    layout,
    new_file,
    scalar_source,
    with_fields,
    with_items,
    with_scalars,
    without_items,
)
from clfcards.source.locate import items_of, node_at
from clfcards.source.nodes import Mapping as MappingNode
from clfcards.source.nodes import Node, Scalar, parse
from clfcards.transition.route import Route

UNDECIDED = "undecided"


@dataclass(frozen=True, slots=True)
class ToDo:
    """What a person has to decide about an item: `path` is of the file before the edits."""

    path: str
    index: int
    item: str
    what: str
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """The files after the edits, by path below the exam's folder (empty text: the file goes), and the rest."""

    files: Mapping[str, str]
    retired: tuple[str, ...]
    todo: tuple[ToDo, ...]


def plan_edits(texts: Mapping[str, str], ways: tuple[Route, ...], old: Guide, new: Guide) -> Plan:
    """Moves items to the files of their new tasks, drops topics and services that are gone, adds aliases.

    `texts` are the bank's files by path below the exam's folder; an item's origin names its file so.
    An item that no rule decides goes to a file whose task is no task, so that nothing is built
    before it is decided.
    """
    by_file: dict[str, list[Route]] = defaultdict(list)
    for way in ways:
        by_file[way.item.origin.path].append(way)
    todo: list[ToDo] = []
    files: dict[str, str] = dict.fromkeys(texts, "")
    known = {(rename.service, rename.new) for rename in old.renames}
    renames = [rename for rename in new.renames if (rename.service, rename.new) not in known]
    fixed = {path for path, text in texts.items() if not by_file[path] or not _can_be_edited(text)}
    for path in fixed:
        files[path] = texts[path]
        what = "the file's layout has to be edited by hand: move the item to task {}"
        todo += [
            ToDo(path, way.item.origin.index, way.item.id, what.format(way.target or "?"), way.candidates)
            for way in by_file[path]
            if way.target != way.item.task
        ]
    for path in sorted(texts.keys() - fixed):
        group = sorted(by_file[path], key=lambda way: way.item.origin.index)
        edited = _with_items_edited(path, texts[path], group, renames, todo)
        _distribute(path, edited, group, old, files, todo, fixed)
    todo.sort(key=lambda entry: (entry.path, entry.index))
    retired = tuple(way.item.id for way in ways if way.is_retired)
    return Plan({p: t for p, t in files.items() if texts.get(p) != t}, retired, tuple(todo))


def without_shares(settings: str, tasks: frozenset[str]) -> str:
    """deck.yaml less the shares of these tasks; as it is where its shares stand on one line."""
    root, _ = parse(settings)
    shares = node_at(root, ("shares",)) if root is not None else None
    if not isinstance(root, MappingNode) or not isinstance(shares, MappingNode):
        return settings
    gone = [task for task in shares.entries if task in tasks]
    edits = [FieldEdit(shares, task, None) for task in gone]
    if len(gone) == len(shares.entries):
        edits = [FieldEdit(root, "shares", None)]
    try:
        return with_fields(settings, edits)
    except LayoutError:
        return settings


def _can_be_edited(text: str) -> bool:
    try:
        layout(text)
    except LayoutError:
        return False
    return True


def _distribute(
    path: str,
    text: str,
    group: list[Route],
    old: Guide,
    files: dict[str, str],
    todo: list[ToDo],
    fixed: set[str],
) -> None:
    """Puts the items of one file into the files of their tasks; the largest party keeps the file's comments."""
    parties: dict[str, list[Route]] = defaultdict(list)
    for way in group:
        if way.is_open:
            what = f"task {way.item.task} of {old.exam.code} went to several: choose one"
            todo.append(ToDo(path, way.item.origin.index, way.item.id, what, way.candidates))
            parties[f"{UNDECIDED} ({old.exam.code} {way.item.task})"].append(way)
        elif not way.is_retired:
            parties[way.target].append(way)
    kind = "facts" if isinstance(group[0].item, Fact) else "questions"
    for i, (task, party) in enumerate(sorted(parties.items(), key=lambda entry: -len(entry[1]))):
        indices = frozenset(way.item.origin.index for way in party)
        target = _path(path, group[0].item.task, task)
        while target in fixed:
            target = f"{target.removesuffix('.yaml')}-more.yaml"
        taken = [item_text(text, index) for index in sorted(indices)]
        if files.get(target):
            files[target] = with_items(files[target], taken)
        elif i == 0:
            others = frozenset(way.item.origin.index for way in group) - indices
            files[target] = _with_task(without_items(text, others) if others else text, task)
        else:
            files[target] = new_file(task, kind, taken)


def _path(path: str, task_before: str, task: str) -> str:
    """The file of a task: the number its name begins with is exchanged."""
    folder, _, name = path.rpartition("/")
    rest = name.removeprefix(f"{task_before}-") if name.startswith(f"{task_before}-") else name
    if task.startswith(UNDECIDED):
        return f"{folder}/{UNDECIDED}-{task_before}-{rest}"
    return f"{folder}/{task}-{rest}"


def _with_task(text: str, task: str) -> str:
    root, _ = parse(text)
    assert isinstance(root, MappingNode)
    _, scalar = root.entries["task"]
    assert isinstance(scalar, Scalar)
    source = task if scalar.plain else f'"{task}"'
    return with_scalars(text, [Replacement(scalar, source)]) if task != scalar.text else text


def _with_items_edited(path: str, text: str, group: list[Route], renames: list[Rename], todo: list[ToDo]) -> str:
    """The file with the fields of its items brought in line; item indices stay."""
    for way in group:
        if way.is_retired:
            continue
        for key, lost in (("topics", way.lost_topics), ("services", way.lost_services)):
            if not lost:
                continue
            kept = [value for value in getattr(way.item, key) if value not in lost]
            what = f"{key} {', '.join(lost)} {'are' if len(lost) > 1 else 'is'} not in the new guide"
            try:
                text = _with_list(text, way, key, kept)
                what += ": taken out, look for others"
            except LayoutError as error:
                what += f": take out by hand ({error})"
            todo.append(ToDo(path, way.item.origin.index, way.item.id, what))
        for rename in renames:
            text = _with_alias(path, text, way, rename, todo)
    return text


def _with_list(text: str, way: Route, key: str, values: list[str]) -> str:
    record = items_of(parse(text)[0])[way.item.origin.index]
    assert isinstance(record, MappingNode)
    return with_fields(text, [FieldEdit(record, key, f"[{', '.join(values)}]" if values else None)])


def _with_alias(path: str, text: str, way: Route, rename: Rename, todo: list[ToDo]) -> str:
    """The item with the new name said where it first says the old one."""
    record = items_of(parse(text)[0])[way.item.origin.index]
    scalars = [node for node in _texts(record, way.item) if rename.old in node.text]
    if not scalars or any(rename.new in node.text for node in _texts(record, way.item)):
        return text
    older = f"{rename.old} in the exam guide" if rename.guide == rename.old else f"formerly {rename.old}"
    said = scalars[0].text.replace(rename.old, f"{rename.new} ({older})", 1)
    reason = "it stands in a cloze"
    if "{{" not in said:
        try:
            return with_scalars(text, [Replacement(scalars[0], scalar_source(said, scalars[0]))])
        except LayoutError as error:
            reason = str(error)
    what = f"'{rename.old}' is '{rename.new}' now: say so by hand ({reason})"
    todo.append(ToDo(path, way.item.origin.index, way.item.id, what))
    return text


def _texts(record: Node, item: Fact | Question) -> list[Scalar]:
    """The scalars a learner reads, in the order in which they are read: the reasons last."""
    paths = sorted((path for path, _ in texts_of(item)), key=lambda path: path[-1] == "why")
    nodes = [node_at(record, path) for path in paths]
    return [node for node in nodes if isinstance(node, Scalar)]

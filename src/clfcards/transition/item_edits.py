"""The edits inside an item that a new guide requires: new ids of topics and services, and new service names."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import lru_cache

from clfcards.model.bank import Fact, Question
from clfcards.model.guide import Rename
from clfcards.rules.texts import texts
from clfcards.source.edit import FieldEdit, LayoutError, Replacement, layout, scalar_source, with_fields, with_scalars
from clfcards.source.item_fields import FACT, QUESTION
from clfcards.source.locate import node_at
from clfcards.source.nodes import Mapping, Node, Scalar, Sequence, parse
from clfcards.source.text_paths import text_paths
from clfcards.transition.references import lost_references
from clfcards.transition.route import Route
from clfcards.transition.todo import Decision, EditByHand, FindOthers, ReferencesRetired, RenameByHand, ToDo

_FACT_ORDER, _QUESTION_ORDER = text_paths(FACT), text_paths(QUESTION)


@dataclass(frozen=True, slots=True)
class EditedFile:
    """A file's text after the edits of its items, the ids of these items, and the decisions left to a person."""

    text: str
    items: tuple[str, ...]
    todo: tuple[ToDo, ...]


def with_items_edited(
    text: str, routes: Iterable[Route], renames: Collection[Rename], retired: Collection[str]
) -> EditedFile:
    """The file after the edits of its items, which keep their indices; its layout must allow edits.

    `retired` are the ids of all items, in any file, that are retired.
    """
    parts = layout(text)
    items = ["".join(lines) for lines in parts.items]
    left: list[ToDo] = []
    edited: list[str] = []
    above, counted = len(parts.head), 0
    for route in sorted(routes, key=lambda route: route.item.origin.index):
        index = route.item.origin.index
        above += sum(len(item.splitlines()) for item in items[counted:index])
        counted = index
        if route.is_retired:
            continue
        # The edits of an item need its lines only. Blank lines stand for those above, so that a message names the line.
        blank = "\n" * above
        after, entries = _edited_item(blank + items[index], route, renames, retired)
        left += entries
        if after != blank + items[index]:
            items[index] = after.removeprefix(blank)
            edited.append(route.item.id)
    whole = "".join((*parts.head, *items, *parts.tail)) if edited else text
    return EditedFile(whole, tuple(edited), tuple(left))


def _edited_item(
    text: str, route: Route, renames: Collection[Rename], retired: Collection[str]
) -> tuple[str, list[ToDo]]:
    """The lines of one item after its edits, and what is left to a person."""
    left: list[ToDo] = []
    for field, names in (("topics", route.topics), ("services", route.services)):
        text, obstacle = _with_values(text, route, field, names)
        left += [obstacle] if obstacle else []
    if route.lost_services:
        left.append(_todo(route, FindOthers(route.lost_services)))
    text, entries = _without_references(text, route, retired)
    left += entries
    for rename in renames:
        text, by_hand = _with_new_name(text, route, rename)
        left += [by_hand] if by_hand else []
    return text, left


def _with_values(text: str, route: Route, field: str, names: tuple[str, ...]) -> tuple[str, ToDo | None]:
    """The text with other values in an item's list, or a to-do entry if that is impossible.

    If each value only gets a new id, the layout of the list is kept.
    """
    before: tuple[str, ...] = getattr(route.item, field)
    if names == before:
        return text, None
    record = _record(text)
    nodes = node_at(record, (field,))
    try:
        if isinstance(nodes, Sequence) and len(names) == len(before):
            pairs = [(node, name) for node, name in zip(nodes.items, names, strict=True) if isinstance(node, Scalar)]
            changed = [Replacement(node, name) for node, name in pairs if node.text != name]
            return with_scalars(text, changed), None
        return with_fields(text, [FieldEdit(record, field, f"[{', '.join(names)}]" if names else None)]), None
    except LayoutError as error:
        return text, _todo(route, EditByHand(field, names, str(error)))


def _without_references(text: str, route: Route, retired: Collection[str]) -> tuple[str, list[ToDo]]:
    """The text without a question's references to retired items, and the to-do entries for them.

    A question may need another fact in the place of a retired one, but it does not need other enemies.
    """
    entries: list[ToDo] = []
    for lost in lost_references(route.item, retired) if isinstance(route.item, Question) else ():
        obstacle = ""
        try:
            text = with_fields(text, [lost.edit(_record(text))])
        except LayoutError as error:
            obstacle = str(error)
        if obstacle or lost.before.kind == "fact":
            entries.append(_todo(route, ReferencesRetired(lost.name, lost.lost, obstacle)))
    return text, entries


def _with_new_name(text: str, route: Route, rename: Rename) -> tuple[str, ToDo | None]:
    """The text with the new name where the item first mentions the old one, or a to-do entry if that is impossible."""
    scalars = _scalars(_record(text), route.item)
    first = next((scalar for scalar in scalars if rename.old in scalar.text), None)
    if first is None or any(rename.new in scalar.text for scalar in scalars):
        return text, None
    older = f"{rename.old} in the exam guide" if rename.guide == rename.old else f"formerly {rename.old}"
    renamed = first.text.replace(rename.old, f"{rename.new} ({older})", 1)
    obstacle = ""
    if "{{" not in renamed:
        try:
            return with_scalars(text, [Replacement(first, scalar_source(renamed, first))]), None
        except LayoutError as error:
            obstacle = str(error)
    return text, _todo(route, RenameByHand(rename.old, rename.new, obstacle))


@lru_cache(maxsize=1)  # most edits find nothing to do, and the next one reads the same text
def _record(text: str) -> Mapping:
    """The mapping of the one item in this text, which nobody changes."""
    listing = parse(text)[0]
    assert isinstance(listing, Sequence)
    record = listing.items[0]
    assert isinstance(record, Mapping)
    return record


def _scalars(record: Node, item: Fact | Question) -> list[Scalar]:
    """The nodes of the item's texts in the order of the table of fields, as a learner reads them.

    In a list of options, all texts come before all reasons.
    """
    order = _QUESTION_ORDER if isinstance(item, Question) else _FACT_ORDER
    paths = [path for path, _ in texts(item)]
    paths.sort(key=lambda path: order.index(tuple(step for step in path if isinstance(step, str))))
    nodes = [node_at(record, path) for path in paths]
    return [node for node in nodes if isinstance(node, Scalar)]


def _todo(route: Route, decision: Decision) -> ToDo:
    return ToDo(route.item.origin.path, route.item.origin.index, route.item.id, decision)

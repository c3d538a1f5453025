"""The edits inside an item that a new guide requires: remove what the guide dropped, and add new service names."""

from collections.abc import Iterable

from clfcards.model.bank import Fact, Question
from clfcards.model.guide import Rename
from clfcards.rules.texts import texts
from clfcards.source.edit import FieldEdit, LayoutError, Replacement, scalar_source, with_fields, with_scalars
from clfcards.source.locate import items_of, node_at
from clfcards.source.nodes import Mapping, Node, Scalar, parse
from clfcards.transition.route import Route
from clfcards.transition.todo import FindOthers, RenameByHand, ToDo


def with_items_edited(text: str, routes: Iterable[Route], renames: Iterable[Rename]) -> tuple[str, list[ToDo]]:
    """A file's text after the edits of its items, and the decisions left to a person. Items keep their indices."""
    left: list[ToDo] = []
    for route in routes:
        if route.is_retired:
            continue
        for field, lost in (("topics", route.lost_topics), ("services", route.lost_services)):
            if lost:
                text, entry = _without_values(text, route, field, lost)
                left.append(entry)
        for rename in renames:
            text, obstacle = _with_new_name(text, route, rename)
            left += [obstacle] if obstacle else []
    return text, left


def _without_values(text: str, route: Route, field: str, lost: tuple[str, ...]) -> tuple[str, ToDo]:
    """The text without some values of an item's list, and the to-do entry for them."""
    kept = [value for value in getattr(route.item, field) if value not in lost]
    record = _record(text, route)
    obstacle = ""
    try:
        text = with_fields(text, [FieldEdit(record, field, f"[{', '.join(kept)}]" if kept else None)])
    except LayoutError as error:
        obstacle = str(error)
    return text, _todo(route, FindOthers(field, lost, obstacle))


def _with_new_name(text: str, route: Route, rename: Rename) -> tuple[str, ToDo | None]:
    """The text with the new name where the item first mentions the old one, or a to-do entry if that is impossible."""
    scalars = _scalars(_record(text, route), route.item)
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


def _record(text: str, route: Route) -> Mapping:
    """The item's mapping in the current text of the file."""
    record = items_of(parse(text)[0])[route.item.origin.index]
    assert isinstance(record, Mapping)
    return record


def _scalars(record: Node, item: Fact | Question) -> list[Scalar]:
    """The nodes of the item's texts, in the order in which a learner reads them: reasons come last."""
    paths = sorted((path for path, _ in texts(item)), key=lambda path: path[-1] == "why")
    nodes = [node_at(record, path) for path in paths]
    return [node for node in nodes if isinstance(node, Scalar)]


def _todo(route: Route, decision: FindOthers | RenameByHand) -> ToDo:
    return ToDo(route.item.origin.path, route.item.origin.index, route.item.id, decision)

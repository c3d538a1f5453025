"""A file that consists of one record, as guide.yaml and deck.yaml do."""

from typing import Any

from clfcards.model.direction import change_of_direction
from clfcards.source.nodes import Mapping, Node, Scalar, Sequence, parse
from clfcards.source.record import Record
from clfcards.source.report import Report


def read_record(record: Record, text: str, report: Report) -> tuple[Node | None, dict[str, Any] | None]:
    """The file's root and the values of its record; None after reporting why there is none."""
    root, faults = parse(text)
    report.faults(faults)
    if root is None:
        if not faults:
            report.file_error(f"the file is empty: it needs the keys of the {record.name}", "empty")
        return None, None
    return root, record.read(root, report)


def node_of(node: Node, *path: str | int) -> Node:
    """The node at a path, which must exist."""
    for step in path:
        if isinstance(node, Mapping) and isinstance(step, str):
            node = node.entries[step][1]
        elif isinstance(node, Sequence) and isinstance(step, int):
            node = node.items[step]
    return node


def check_direction(node: Node, language: str, report: Report) -> None:
    """Checks that no text looks different from what it is: titles and names reach cards and terminals too."""
    if isinstance(node, Scalar):
        if found := change_of_direction(node.text, language):
            report.error_inside(node, *found, "change-of-direction")
    elif isinstance(node, Sequence):
        for item in node.items:
            check_direction(item, language, report)
    else:
        for key, value in node.entries.values():
            check_direction(key, language, report)
            check_direction(value, language, report)

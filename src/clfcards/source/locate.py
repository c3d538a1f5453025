"""Find the place of a finding in its file. The file is parsed again, because nodes know their lines and columns."""

from collections.abc import Iterable

from clfcards.model.problem import Place
from clfcards.source.nodes import Mapping, Node, Scalar, Sequence, parse

Step = str | int


def locate(path: str, text: str, spots: Iterable[tuple[int, tuple[Step, ...]]]) -> list[Place]:
    """The place of each (item index, path inside the item); index -1 is the top of the file.

    If a path does not exist, its place is that of the last node on it, so that an item always has a place.
    """
    root, _ = parse(text)
    items = items_of(root)
    places = []
    for index, steps in spots:
        node = root if index < 0 or index >= len(items) else items[index]
        places.append(_place(path, node, steps))
    return places


def items_of(root: Node | None) -> list[Node]:
    """The nodes of the facts or questions in a file."""
    if isinstance(root, Mapping):
        for name in ("questions", "facts"):
            _, listing = root.entries.get(name, (None, None))
            if isinstance(listing, Sequence):
                return listing.items
    return []


def node_at(node: Node, steps: tuple[Step, ...]) -> Node | None:
    """The node at a path, or None if the path does not exist."""
    for step in steps:
        if isinstance(node, Mapping) and isinstance(step, str) and step in node.entries:
            node = node.entries[step][1]
        elif isinstance(node, Sequence) and isinstance(step, int) and step < len(node.items):
            node = node.items[step]
        else:
            return None
    return node


def _place(path: str, node: Node | None, steps: tuple[Step, ...]) -> Place:
    if node is None:
        return Place(path, 1, 1)
    for step in steps:
        if isinstance(node, Mapping) and isinstance(step, str) and step in node.entries:
            node = node.entries[step][1]
        elif isinstance(node, Sequence) and isinstance(step, int) and step < len(node.items):
            node = node.items[step]
        else:
            break
    return Place(path, node.line, node.column, node.width if isinstance(node, Scalar) else 1)

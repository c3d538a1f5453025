"""Where readers put the problems they find in one file, while they go on reading."""

from collections.abc import Iterable

from clfcards.model.problem import Place, Problem
from clfcards.source.nodes import Fault, Node, Scalar


class Report:
    """The problems of one file. `path` is how messages name the file."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.problems: list[Problem] = []

    def error(self, node: Node, message: str, rule: str) -> None:
        """A problem at the node's own place."""
        width = node.width if isinstance(node, Scalar) else 1
        self._add(node.line, node.column, width, message, rule)

    def error_inside(self, node: Scalar, offset: int, message: str, rule: str) -> None:
        """A problem `offset` characters into a scalar; at its start where the text was folded or escaped."""
        if "\n" in node.text or (not node.plain and "\\" in node.text):
            offset = 0
        self._add(node.line, node.column + offset + (0 if node.plain else 1), 1, message, rule)

    def faults(self, faults: Iterable[Fault]) -> None:
        for fault in faults:
            self._add(fault.line, fault.column, fault.width, fault.message, fault.rule)

    def file_error(self, message: str, rule: str) -> None:
        """A problem of the file as a whole."""
        self._add(1, 1, 1, message, rule)

    def _add(self, line: int, column: int, width: int, message: str, rule: str) -> None:
        self.problems.append(Problem(Place(self.path, line, column, width), message, rule))

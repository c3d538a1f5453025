"""Collects the problems that readers find in one file, so that they can continue reading."""

import re
from collections.abc import Iterable
from functools import cached_property

from clfcards.model.problem import Place, Problem
from clfcards.source.nodes import Fault, Node, Scalar

_COMMENT = re.compile(r"[ \t]*#")


class Report:
    """The problems of one file. `path` is the file's name in messages, and `text` its content."""

    def __init__(self, path: str, text: str = "") -> None:
        self.path = path
        self.problems: list[Problem] = []
        self._text = text
        self._has_comments = " #" in text or "\t#" in text

    @cached_property
    def _lines(self) -> list[str]:
        return self._text.split("\n")

    def comment_after(self, node: Scalar) -> int | None:
        """The column of the '#' of a comment on the line where the scalar ends, or None."""
        if not self._has_comments:
            return None
        line, column = node.end
        source = self._lines[line - 1] if line <= len(self._lines) else ""
        match = _COMMENT.match(source, column - 1)
        return match.end() if match else None

    def error(self, node: Node, message: str, rule: str) -> None:
        """Report a problem at the node's place."""
        width = node.width if isinstance(node, Scalar) else 1
        self._add(node.line, node.column, width, message, rule)

    def error_at(self, line: int, column: int, message: str, rule: str) -> None:
        """Report a problem at a place of the file; both count from 1."""
        self._add(line, column, 1, message, rule)

    def error_inside(self, node: Scalar, offset: int, message: str, rule: str) -> None:
        """Report a problem `offset` characters into a scalar, or at its start if the text is folded or escaped."""
        if "\n" in node.text or (not node.plain and "\\" in node.text):
            offset = 0
        self._add(node.line, node.column + offset + (0 if node.plain else 1), 1, message, rule)

    def faults(self, faults: Iterable[Fault]) -> None:
        for fault in faults:
            self._add(fault.line, fault.column, fault.width, fault.message, fault.rule)

    def file_error(self, message: str, rule: str) -> None:
        """Report a problem with the file as a whole."""
        self._add(1, 1, 1, message, rule)

    def _add(self, line: int, column: int, width: int, message: str, rule: str) -> None:
        self.problems.append(Problem(Place(self.path, line, column, width), message, rule))

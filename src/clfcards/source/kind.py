"""What a kind of value can do: read a node, and describe itself in JSON Schema; most kinds begin with a scalar.

Reading returns the value, or None after reporting why there is no value. One table of fields (`item_fields.py`,
`guide_fields.py`, `deck_fields.py`) drives both the checker and the schema, so they cannot diverge.
"""

from typing import Any, Protocol

from clfcards.model.characters import CURLY_QUOTES, INVISIBLE
from clfcards.source.nodes import Node, Scalar, Sequence
from clfcards.source.report import Report

JsonSchema = dict[str, Any]

_NULLS = frozenset({"", "~", "null", "Null", "NULL"})


class Kind(Protocol):
    """A kind of value."""

    def read(self, node: Node, report: Report) -> Any: ...

    def schema(self) -> JsonSchema: ...


def filled_scalar(node: Node, report: Report, wanted: str) -> Scalar | None:
    """The node if it is a scalar with a value, or None after reporting a problem."""
    if type(node) is Scalar:
        if node.text not in _NULLS and not node.text.isspace():
            return node
        if node.text and not node.plain and not node.text.isspace():
            return node  # in quotes, "null" is an ordinary word
        column = report.comment_after(node) if not node.text and node.plain else None
        if column is not None:
            message = f"expected {wanted}, but everything after '#' is a comment: put the text in quotes"
            report.error_at(node.end[0], column, message, "empty")
        else:
            report.error(node, f"expected {wanted}, found nothing", "empty")
        return None
    what = "a list" if type(node) is Sequence else "a group of keys"
    report.error(node, f"expected {wanted}, found {what}", "wrong-type")
    return None


def name_scalar(node: Node, report: Report, wanted: str) -> Scalar | None:
    """Like `filled_scalar`, for a value that is not prose: no invisible characters and no curly quotes."""
    if type(node) is Scalar and node.text.isascii() and node.text not in _NULLS and not node.text.isspace():
        return node  # as nearly always
    scalar = filled_scalar(node, report, wanted)
    if scalar is None or scalar.text.isascii():
        return scalar
    if bad := INVISIBLE.search(scalar.text):
        report.error(
            scalar, f"the invisible character U+{ord(bad[0]):04X} is in '{scalar.text}': remove it", "bad-character"
        )
        return None
    if scalar.plain and scalar.text[0] in CURLY_QUOTES:
        report.error(
            scalar, f'curly quotes do not quote in YAML: write "{scalar.text.strip(CURLY_QUOTES)}"', "bad-quotes"
        )
        return None
    return scalar

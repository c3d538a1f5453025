"""A record: a group of named fields, which is read into a dict."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from clfcards.source.kind import JsonSchema, Kind
from clfcards.source.nodes import Mapping, Node, Scalar
from clfcards.source.report import Report
from clfcards.source.unknown_keys import meant_keys, unknown_key


@dataclass(frozen=True, slots=True)
class Field:
    """A key of a record: its kind of value, a description for authors, and whether it is required."""

    name: str
    kind: Kind
    doc: str
    required: bool = False


@dataclass(frozen=True, slots=True)
class Constraint:
    """A constraint between the fields of a record, expressed both as a check and as JSON Schema.

    `check` is called with the record's node and the report, and reports what is wrong.
    """

    check: Callable[[Mapping, Report], None]
    schema: JsonSchema


class Record:
    """A group of named fields; its value is a dict of the fields present, or None if one could not be read."""

    def __init__(self, name: str, fields: Iterable[Field], constraints: Iterable[Constraint] = ()) -> None:
        self.name = name
        self.fields = tuple(fields)
        self.constraints = tuple(constraints)
        self._readers = {field.name: field.kind.read for field in self.fields}
        self.required = tuple(field.name for field in self.fields if field.required)

    @property
    def example(self) -> str:
        """How to write it in a list."""
        return f"begin each {self.name} with '- {self.fields[0].name}: '"

    def read(self, node: Node, report: Report) -> dict[str, Any] | None:
        if type(node) is not Mapping:
            report.error(node, self._no_keys(node), "wrong-type")
            return None
        problems_before = len(report.problems)
        values: dict[str, Any] = {}
        entries = node.entries
        for name, (key, value_node) in entries.items():
            read = self._readers.get(name)
            if read is None:
                report.error(key, unknown_key(key, value_node, self._readers, self.doc), "unknown-key")
            else:
                values[name] = read(value_node, report)
        misspelled = frozenset[str]() if len(values) == len(entries) else meant_keys(entries, self._readers)
        for name in self.required:
            if name not in entries and name not in misspelled:
                report.error(node, f"the {self.name} has no '{name}' ({self.doc(name)})", "missing-key")
        if not misspelled:
            for constraint in self.constraints:
                constraint.check(node, report)
        return None if len(report.problems) > problems_before else values

    def doc(self, name: str) -> str:
        """The first sentence of a field's description, as a part of a sentence."""
        text = next(field.doc for field in self.fields if field.name == name).split(". ")[0].rstrip(".")
        return text[0].lower() + text[1:] if text[1:2].islower() or text[1:2] == " " else text

    def _no_keys(self, node: Node) -> str:
        """What to write instead of a node that is not a group of keys."""
        if type(node) is Scalar and not node.text:
            return f"expected the keys of the {self.name}, found nothing: write them, or remove the entry"
        return f"expected the keys of the {self.name}"

    def schema(self) -> JsonSchema:
        schema: JsonSchema = {
            "type": "object",
            "properties": {f.name: {"description": f.doc, **f.kind.schema()} for f in self.fields},
            "required": list(self.required),
            "additionalProperties": False,
        }
        if self.constraints:
            schema["allOf"] = [constraint.schema for constraint in self.constraints]
        return schema

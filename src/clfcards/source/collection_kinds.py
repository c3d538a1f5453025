"""The kinds of value that hold other values: lists, and maps by name."""

from dataclasses import dataclass
from typing import Any

from clfcards.source.kind import JsonSchema, Kind
from clfcards.source.nodes import Mapping, Node, Scalar, Sequence
from clfcards.source.record import Record
from clfcards.source.report import Report
from clfcards.source.word_kinds import is_id


@dataclass(frozen=True, slots=True)
class ListOf:
    """A list of at least `least` values of one kind; None if any of them could not be read."""

    item: Kind
    least: int = 1

    def read(self, node: Node, report: Report) -> tuple[Any, ...] | None:
        if type(node) is not Sequence:
            report.error(node, self._no_list(node), "wrong-type")
            return None
        if len(node.items) < self.least:
            entries = "entry" if self.least == 1 else "entries"
            report.error(
                node, f"the list needs at least {self.least} {entries}, but it has {len(node.items)}", "too-few"
            )
            return None
        if type(self.item) is Record and all(type(item) is Scalar and item.text for item in node.items):
            record, first = self.item, node.items[0]
            report.error(first, f"expected the keys of the {record.name}, found a text: {record.example}", "wrong-type")
            return None
        values = tuple([self.item.read(item, report) for item in node.items])
        return None if None in values else values

    def _no_list(self, node: Node) -> str:
        """What to write instead of a node that is not a list."""
        if type(self.item) is Record:
            return f"expected a list: {self.item.example}"
        example = f"[{node.text}]" if type(node) is Scalar and is_id(node.text) else "[one, two]"
        return f"expected a list, such as {example}"

    def schema(self) -> JsonSchema:
        return {"type": "array", "items": self.item.schema(), "minItems": self.least}


@dataclass(frozen=True, slots=True)
class MapOf:
    """Values of one kind by name; `keys` is the kind of the names."""

    keys: Kind
    value: Kind

    def read(self, node: Node, report: Report) -> dict[Any, Any] | None:
        if type(node) is not Mapping:
            report.error(node, "expected keys with values, such as 'name: value'", "wrong-type")
            return None
        pairs = [(self.keys.read(k, report), self.value.read(v, report)) for k, v in node.entries.values()]
        if any(key is None or value is None for key, value in pairs):
            return None
        for (key, _), written in zip(pairs, node.entries, strict=True):
            if key != written:
                report.error(node.entries[written][0], f"'{written}' begins or ends with a space: remove it", "bad-key")
                return None
        return dict(pairs)

    def schema(self) -> JsonSchema:
        names = self.keys.schema()
        pattern = {"propertyNames": {"pattern": names["pattern"]}} if names.get("pattern") else {}
        return {"type": "object", "additionalProperties": self.value.schema(), **pattern}

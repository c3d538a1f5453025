"""A record that an import may leave incomplete."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from clfcards.source.collection_kinds import ListOf
from clfcards.source.kind import JsonSchema
from clfcards.source.nodes import Mapping, Node
from clfcards.source.record import Constraint, Field, Record
from clfcards.source.report import Report


class Importable(Record):
    """A record that may lack some fields if it has the field `imported`, whose lists of records may, too.

    The constraints `unless_imported` do not apply to it then. A key that is `unsupported` asks for something that is
    refused by name; its problem is the only one of the record.
    """

    def __init__(
        self,
        name: str,
        fields: Iterable[Field],
        constraints: Iterable[Constraint] = (),
        *,
        may_lack: tuple[str, ...],
        unless_imported: Iterable[Constraint] = (),
        unsupported: dict[str, str] | None = None,
    ) -> None:
        constraints, unless_imported = tuple(constraints), tuple(unless_imported)
        super().__init__(name, fields, (*constraints, *unless_imported))
        self._unless_imported = unless_imported
        self._imported = _lenient(Record(name, self.fields, constraints), may_lack)
        self._unsupported = unsupported or {}

    def read(self, node: Node, report: Report) -> dict[str, Any] | None:
        if type(node) is Mapping and (refused := self._unsupported.keys() & node.entries.keys()):
            name = min(refused)
            report.error(node.entries[name][0], self._unsupported[name], "not-supported")
            return None
        if type(node) is Mapping and "imported" in node.entries:
            return self._imported.read(node, report)
        return super().read(node, report)

    def schema(self) -> JsonSchema:
        schema = self._imported.schema()
        lists = {
            field.name: {"items": {"required": list(field.kind.item.required)}}
            for field in self.fields
            if isinstance(field.kind, ListOf) and isinstance(field.kind.item, Record)
        }
        complete: JsonSchema = {"required": list(self.required), "properties": lists}
        if self._unless_imported:
            complete["allOf"] = [constraint.schema for constraint in self._unless_imported]
        unless = {"if": {"not": {"required": ["imported"]}}, "then": complete}
        return {**schema, "allOf": [*schema.get("allOf", ()), unless]}


def _lenient(record: Record, may_lack: tuple[str, ...]) -> Record:
    """The same record, in which these fields need not be there; nor need they in the records of its lists."""
    return Record(record.name, (_lenient_field(field, may_lack) for field in record.fields), record.constraints)


def _lenient_field(field: Field, may_lack: tuple[str, ...]) -> Field:
    kind = field.kind
    if isinstance(kind, ListOf) and isinstance(kind.item, Record):
        kind = replace(kind, item=_lenient(kind.item, may_lack))
    return replace(field, kind=kind, required=field.required and field.name not in may_lack)

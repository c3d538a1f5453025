"""Every field of a guide that changed, by its path in guide.yaml.

The fields are those of the table in `source/guide_fields.py`, so that a new field cannot be forgotten.
"""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from clfcards.source.guide_fields import GUIDE
from clfcards.source.nodes import parse
from clfcards.source.report import Report

Value = object
Path = tuple[str, ...]

_NAMES = ("id", "service")  # the fields that name a record in a list, if one of them does


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field before and after, as a person would write it; empty if the guide does not have the field."""

    path: Path
    before: str
    after: str


def fields_of(text: str) -> Mapping[str, Value]:
    """The values in the text of a valid guide.yaml, by field. Raises ValueError if it is not valid."""
    root, _ = parse(text)
    values = GUIDE.read(root, Report("guide.yaml")) if root is not None else None
    if values is None:
        raise ValueError("this is not the text of a valid guide")
    return values


def field_changes(before: Mapping[str, Value], after: Mapping[str, Value]) -> tuple[FieldChange, ...]:
    """The fields that differ, in the order of the guides."""
    return tuple(_changes((), before, after))


def _changes(path: Path, before: Value, after: Value) -> Iterator[FieldChange]:
    old, new = _records(before), _records(after)
    if not old and not new:
        if before != after:
            yield FieldChange(path, _shown(before), _shown(after))
        return
    for name in dict.fromkeys([*old, *new]):
        yield from _changes((*path, name), old.get(name), new.get(name))
    orders = [[name for name in records if name in old and name in new] for records in (old, new)]
    if isinstance(before, tuple) and orders[0] != orders[1]:
        yield FieldChange((*path, "order"), ", ".join(orders[0]), ", ".join(orders[1]))


def _records(value: Value) -> Mapping[str, Value]:
    """The parts of a mapping, or of a list of records, by name; nothing for any other value."""
    if isinstance(value, Mapping):
        return value
    named: dict[str, Value] = {}
    for i, record in enumerate(value if isinstance(value, tuple) else (), 1):
        if not isinstance(record, Mapping):
            return {}
        name = next((str(record[name]) for name in _NAMES if name in record), str(i))
        named[name if name not in named else f"{name} ({i})"] = record
    return named


def _shown(value: Value) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case dt.date():
            return value.isoformat()
        case Mapping() | tuple():
            return ", ".join(map(str, value)) or "(empty)"
        case _:
            return str(value)

"""Values ↔ JSON: the only converter for everything that is written as JSON, whether stored or shown.

Dataclasses are written field by field under their own names, so a new field needs no change here. Stored
data (the log, forms, ledger, caches) and the output of `--json` use different types, even where they are
similar today, so that each can change without the other.
"""

import json
from collections.abc import Iterable, Mapping, Set
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any, TypeVar, get_args, get_type_hints

# msgspec is imported by the functions that need it: it takes 5 ms, and many commands read and write no JSON.

T = TypeVar("T")


def to_json(value: object) -> Any:
    """The value as dicts, lists, strings, numbers and None.

    Mappings keep their order, sets become sorted lists, and dates are ISO 8601.
    """
    import msgspec

    return msgspec.to_builtins(_with_sets_sorted(value))


def from_json(raw: Any, type_: type[T]) -> T:
    """The value of `type_` that `to_json` turned into `raw`. Unknown names are ignored; missing ones get defaults.

    Raises ValueError, whose message names the value that does not fit and its place.
    """
    import msgspec

    return msgspec.convert(raw, type_)


def dumps(value: object, *, indent: int | None = None) -> str:
    """The value as JSON text for people and programs to read: in ASCII, so that no stream's encoding can damage it."""
    return json.dumps(to_json(value), indent=indent)


def encode(value: object) -> bytes:
    """The value as compact JSON in UTF-8, on one line."""
    import msgspec

    return msgspec.json.encode(_with_sets_sorted(value))


def encode_each(values: Iterable[object]) -> list[bytes]:
    """Each value as compact JSON in UTF-8, on one line. They hold no set; this is faster than one call for each."""
    import msgspec

    return msgspec.json.Encoder().encode_lines(values).splitlines()


def decode(data: bytes | memoryview | str, type_: type[T]) -> T:
    """The value of `type_` that the JSON holds. Raises ValueError if it is not JSON or does not fit the type."""
    import msgspec

    return msgspec.json.decode(data, type=type_)


def _with_sets_sorted(value: Any) -> Any:
    """The value with its sets replaced by sorted lists: msgspec can only sort mappings as well, or sort nothing."""
    if isinstance(value, Set):
        return sorted(_with_sets_sorted(element) for element in value)
    if is_dataclass(value) and not isinstance(value, type):
        if not _may_hold_sets(type(value)):
            return value
        return {field.name: _with_sets_sorted(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Mapping):
        return {key: _with_sets_sorted(element) for key, element in value.items()}
    if isinstance(value, list | tuple):
        return [_with_sets_sorted(element) for element in value]
    return value


@cache
def _may_hold_sets(type_: Any) -> bool:
    """Whether values of a dataclass can contain a set, at any depth."""
    waiting, known = [type_], set()
    while waiting:
        current = waiting.pop()
        if current in (object, Any) or (isinstance(current, type) and issubclass(current, Set)):
            return True
        if current not in known:
            known.add(current)
            waiting += [current.__origin__] if hasattr(current, "__origin__") else []
            waiting += [argument for argument in get_args(current) if not isinstance(argument, str | int)]
            waiting += get_type_hints(current).values() if is_dataclass(current) or hasattr(current, "_fields") else []
    return False

"""Values ↔ JSON: the one engine for everything that is written as JSON, be it kept or shown.

Dataclasses are written field by field under their own names, so a new field needs nothing here. What is
kept (the log, forms, ledger, caches) and what `--json` shows are different types, even where they look
alike today: each can change without the other.
"""

import json
from typing import Any, TypeVar

import msgspec

T = TypeVar("T")


def to_json(value: object) -> Any:
    """The value as dicts, lists, texts, numbers and None. Sets come out sorted, dates as ISO 8601."""
    return msgspec.to_builtins(value, order="deterministic")


def from_json(raw: Any, type_: type[T]) -> T:
    """The value of `type_` that `to_json` made `raw` of; unknown names are ignored, missing ones take defaults.

    Raises ValueError with what does not fit, and where.
    """
    return msgspec.convert(raw, type_)


def dumps(value: object, *, indent: int | None = None) -> str:
    """The value as JSON text for people and programs to read; mappings keep their order."""
    return json.dumps(msgspec.to_builtins(value), indent=indent, ensure_ascii=False)


def encode(value: object) -> bytes:
    """The value as compact JSON in UTF-8."""
    return msgspec.json.encode(value, order="deterministic")


def decode(data: bytes | str, type_: type[T]) -> T:
    """The value of `type_` in JSON. Raises ValueError where it is not JSON, or does not fit."""
    return msgspec.json.decode(data, type=type_)

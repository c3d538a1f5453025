"""Where the texts of a record are."""

from clfcards.source.collection_kinds import ListOf
from clfcards.source.record import Record
from clfcards.source.text_kinds import Text


def text_paths(record: Record) -> tuple[tuple[str, ...], ...]:
    """The paths of a record's texts: `("stem",)`, or `("correct", "why")` for a text in a list of records."""
    paths: list[tuple[str, ...]] = []
    for field in record.fields:
        if isinstance(field.kind, Text):
            paths.append((field.name,))
        elif isinstance(field.kind, ListOf) and isinstance(field.kind.item, Record):
            paths += [(field.name, *path) for path in text_paths(field.kind.item)]
    return tuple(paths)

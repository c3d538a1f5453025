"""Searches for Anki's browser that find exactly the notes a learner must handle by hand."""

from collections.abc import Iterable


def search_for_notes(codes: Iterable[str], ids: Iterable[str]) -> str:
    """Anki's search for exactly these notes, by the `Id` field that every note has; empty if there are none.

    It is bounded to the exams of the `codes` by their tags, because the notes of another exam can have the same ids.
    """
    names = [f"Id:{id_}" for id_ in sorted(ids)]
    return f"{_any_of(f'tag:{code}::*' for code in sorted(codes))} {_any_of(names)}" if names else ""


def _any_of(terms: Iterable[str]) -> str:
    found = list(terms)
    return found[0] if len(found) == 1 else f"({' OR '.join(found)})"

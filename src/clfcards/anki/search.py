"""Searches for Anki's browser that find the notes a learner must handle by hand: retired, moved or emptied ones."""

from collections.abc import Iterable


def search_for_notes(ids: Iterable[str]) -> str:
    """Anki's search for exactly these notes, by the `Id` field that every note has; empty if there are none."""
    return " OR ".join(f"Id:{id_}" for id_ in sorted(ids))

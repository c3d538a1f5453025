"""Searches for Anki's browser. They find what a learner has to deal with by hand: retired, moved or emptied notes."""

from collections.abc import Iterable


def search_for_notes(ids: Iterable[str]) -> str:
    """Anki's search for exactly these notes, on the `Id` field that every note carries; empty without any."""
    return " OR ".join(f"Id:{id_}" for id_ in sorted(ids))

"""The properties of each kind of event. The log, the history and the checks all use this table.

Review and exam each list their kinds in an `event_kinds.py`; `use_cases.event_kinds` combines them.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

UNDO = "undo"
"""The kind of event that cancels another event, which it names as its subject."""


def accept_anything(payload: Mapping[str, Any]) -> None:
    """The check for a kind whose payload is never read later."""


class EventKind(NamedTuple):
    """One kind of event. `check` raises ValueError, with a reason, for a payload that later commands could not read.

    `touches_card`: its subject is a card, and it changes the state of that card. `is_rating`: it has a
    rating and an interval. `is_undoable`: `history undo` can cancel it. `is_listed`: `history` shows it.
    """

    name: str
    check: Callable[[Mapping[str, Any]], None] = accept_anything
    touches_card: bool = False
    is_rating: bool = False
    is_undoable: bool = False
    is_listed: bool = False


EventKinds = Mapping[str, EventKind]
"""Kinds by name. A kind that is not among them was written by a newer version: it is kept and exported unchanged."""


def table_of(*kinds: EventKind) -> dict[str, EventKind]:
    """The kinds by name. Raises ValueError if two have the same name."""
    table = {kind.name: kind for kind in kinds}
    if len(table) < len(kinds):
        raise ValueError("two kinds of event have the same name")
    return table


def names_of(kinds: Iterable[EventKind], which: Callable[[EventKind], bool]) -> tuple[str, ...]:
    """The names of the kinds for which `which` is true."""
    return tuple(kind.name for kind in kinds if which(kind))

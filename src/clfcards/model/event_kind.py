"""What there is to know of a kind of event: the log, the history and the checks all ask this table.

Review and exam each list their kinds in `event_kinds.py`; `use_cases.event_kinds` joins them.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

UNDO = "undo"
"""The kind of event that cancels another one, which it names as its subject."""


def accept_anything(payload: Mapping[str, Any]) -> None:
    """The check of a kind that keeps nothing in its payload that is read later."""


@dataclass(frozen=True, slots=True)
class EventKind:
    """`check` raises ValueError, with a reason, for a payload that later commands could not read.

    `touches_card`: its subject is a card, whose state it changes. `is_rating`: it has a rating and an
    interval. `is_undoable`: `history undo` can cancel it. `is_listed`: `history` shows it.
    """

    name: str
    check: Callable[[Mapping[str, Any]], None] = accept_anything
    touches_card: bool = False
    is_rating: bool = False
    is_undoable: bool = False
    is_listed: bool = False


EventKinds = Mapping[str, EventKind]
"""Kinds by name. A kind that is not among them was written by a newer program: it is kept and passed on."""


def table_of(*kinds: EventKind) -> dict[str, EventKind]:
    """The kinds by name. Raises ValueError where two have the same name."""
    table = {kind.name: kind for kind in kinds}
    if len(table) < len(kinds):
        raise ValueError("two kinds of event have the same name")
    return table


def names_of(kinds: Iterable[EventKind], which: Callable[[EventKind], bool]) -> tuple[str, ...]:
    """The names of those kinds of which `which` is true."""
    return tuple(kind.name for kind in kinds if which(kind))

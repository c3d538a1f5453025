"""What a transition leaves to a person, as values; `words/transition.py` words them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ChooseTask:
    """The item's task went to several tasks of the new guide. `exam` is the old exam's code."""

    exam: str
    task: str


@dataclass(frozen=True, slots=True)
class MoveByHand:
    """The file's layout cannot be edited by a program. `target` is the item's new task; empty where it is open."""

    target: str


@dataclass(frozen=True, slots=True)
class FindOthers:
    """Topics or services (`field`) that the new guide does not have.

    They were taken out; where that was not possible, `obstacle` says why.
    """

    field: str
    names: tuple[str, ...]
    obstacle: str


@dataclass(frozen=True, slots=True)
class RenameByHand:
    """A service has a new name, which could not be written beside the old one.

    `obstacle` says why; it is empty where the old name stands in a cloze.
    """

    old: str
    new: str
    obstacle: str


@dataclass(frozen=True, slots=True)
class RereadShares:
    """deck.yaml's shares are by task number, and numbers may mean another task now."""


Decision = ChooseTask | MoveByHand | FindOthers | RenameByHand | RereadShares


@dataclass(frozen=True, slots=True)
class ToDo:
    """A decision about an item. `path` and `index` are its origin before the edits.

    `candidates` are the tasks to choose from, where there is a choice.
    """

    path: str
    index: int
    item: str
    decision: Decision
    candidates: tuple[str, ...] = ()

"""The decisions that a transition leaves to a person, as values; `words/transition.py` describes them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ChooseTask:
    """The item's task became several tasks in the new guide. `exam` is the old exam's code."""

    exam: str
    task: str


@dataclass(frozen=True, slots=True)
class MoveByHand:
    """The file's layout cannot be edited automatically. `target` is the item's new task, or empty if undecided."""

    target: str


@dataclass(frozen=True, slots=True)
class RetireByHand:
    """The item's task is gone, but the file's layout cannot be edited automatically."""


@dataclass(frozen=True, slots=True)
class EditByHand:
    """Topics or services (`field`) that must become these `names`; `obstacle` says why they are not written."""

    field: str
    names: tuple[str, ...]
    obstacle: str


@dataclass(frozen=True, slots=True)
class FindOthers:
    """Services that the new guide does not have. They stay in the item until a person replaces them."""

    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReferencesRetired:
    """Items under a `field` of the question that are retired, and that may need a replacement.

    They were removed from the question, unless `obstacle` says why that was not possible.
    """

    field: str
    ids: tuple[str, ...]
    obstacle: str


@dataclass(frozen=True, slots=True)
class RenameByHand:
    """A service has a new name, which could not be added next to the old name.

    `obstacle` says why; it is empty if the old name is in a cloze.
    """

    old: str
    new: str
    obstacle: str


@dataclass(frozen=True, slots=True)
class RereadShares:
    """The shares of these tasks in deck.yaml refer to numbers that now belong to other tasks, or to none."""

    tasks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RereadFloors:
    """The floors in deck.yaml name these services, which the new guide does not have."""

    services: tuple[str, ...]


Decision = (
    ChooseTask
    | MoveByHand
    | RetireByHand
    | EditByHand
    | FindOthers
    | ReferencesRetired
    | RenameByHand
    | RereadShares
    | RereadFloors
)


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

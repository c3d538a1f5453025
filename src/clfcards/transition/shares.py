"""The shares and floors in deck.yaml, which refer to tasks and services that a new guide can drop or renumber."""

from collections.abc import Iterator
from dataclasses import replace

from clfcards.model.deck import DeckSettings
from clfcards.model.guide import Guide
from clfcards.source.edit import FieldEdit, LayoutError, with_fields
from clfcards.source.locate import node_at
from clfcards.source.nodes import Mapping, parse
from clfcards.transition.tasks import TaskMap
from clfcards.transition.todo import RereadFloors, RereadShares, ToDo


def settings_under(settings: DeckSettings, guide: Guide) -> DeckSettings:
    """The settings without the shares of tasks that are not in the guide."""
    return replace(settings, shares={task: n for task, n in settings.shares.items() if task in guide.tasks})


def without_shares(text: str, tasks: frozenset[str]) -> str:
    """The text of deck.yaml without the shares of these tasks, or unchanged if its shares are on one line."""
    root, _ = parse(text)
    shares = node_at(root, ("shares",)) if root is not None else None
    if not isinstance(root, Mapping) or not isinstance(shares, Mapping):
        return text
    gone = [task for task in shares.entries if task in tasks]
    edits = [FieldEdit(shares, task, None) for task in gone]
    if len(gone) == len(shares.entries):
        edits = [FieldEdit(root, "shares", None)]
    try:
        return with_fields(text, edits)
    except LayoutError:
        return text


def settings_todo(settings: DeckSettings, tasks: TaskMap, new: Guide) -> Iterator[ToDo]:
    """What to check in deck.yaml: shares of numbers that now mean other tasks, and floors of lost services."""
    changed = tuple(task for task in settings.shares if tasks.targets.get(task) != (task,))
    changed += tuple(
        task for task in settings.shares if task not in changed and task in new.tasks and tasks.sources(task) != (task,)
    )
    if changed:
        yield ToDo("deck.yaml", -1, "shares", RereadShares(changed))
    lost = tuple(service for service in settings.floors.services if service not in new.services)
    if lost:
        yield ToDo("deck.yaml", -1, "floors", RereadFloors(lost))

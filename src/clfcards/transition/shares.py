"""The shares and floors in deck.yaml, which refer to tasks and services that a new guide can drop or renumber."""

from collections.abc import Iterator
from collections.abc import Mapping as TypingMapping
from dataclasses import replace

from clfcards.model.deck import DeckSettings
from clfcards.model.guide import Guide
from clfcards.source.edit import FieldEdit, LayoutError, Replacement, with_fields, with_scalars
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


def with_new_services(text: str, services: TypingMapping[str, str]) -> str:
    """The text of deck.yaml with the floors of services under their new ids.

    `services` has the new id of each service of the old guide that is still in the new one. The floors of all others
    are removed if each is on a line of its own.
    """
    root, _ = parse(text)
    floors = node_at(root, ("floors", "services")) if root is not None else None
    if not isinstance(floors, Mapping):
        return text
    keys = [key for key, _ in floors.entries.values()]
    renamed = [Replacement(key, services[key.text]) for key in keys if services.get(key.text, key.text) != key.text]
    try:
        return _without_floors(with_scalars(text, renamed), frozenset(floors.entries.keys() - services.keys()))
    except LayoutError:
        return text


def _without_floors(text: str, gone: frozenset[str]) -> str:
    """The text without the floors of these services; a record that would be empty is removed, too."""
    root, _ = parse(text)
    assert isinstance(root, Mapping)
    floors = root.entries["floors"][1]
    assert isinstance(floors, Mapping)
    services = floors.entries["services"][1]
    assert isinstance(services, Mapping)
    edits = [FieldEdit(services, name, None) for name in services.entries if name in gone]
    if len(edits) == len(services.entries):
        edits = [FieldEdit(root, "floors", None) if len(floors.entries) == 1 else FieldEdit(floors, "services", None)]
    return with_fields(text, edits)


def settings_todo(settings: DeckSettings, tasks: TaskMap, services: TypingMapping[str, str]) -> Iterator[ToDo]:
    """What to check in deck.yaml: shares of numbers that now mean other tasks, and floors of lost services."""
    changed = tuple(task for task in settings.shares if tasks.targets.get(task) != (task,))
    changed += tuple(task for task in settings.shares if task not in changed and tasks.sources(task) != (task,))
    if changed:
        yield ToDo("deck.yaml", -1, "shares", RereadShares(changed))
    lost = tuple(service for service in settings.floors.services if service not in services)
    if lost:
        yield ToDo("deck.yaml", -1, "floors", RereadFloors(lost))

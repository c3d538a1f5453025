"""The changes between two guides."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from clfcards.model.guide import Guide
from clfcards.model.number import Number
from clfcards.transition.fields import FieldChange, field_changes, fields_of
from clfcards.transition.tasks import TaskMap, task_map
from clfcards.transition.topics import TopicMap, topic_map

TaskChangeKind = Literal["kept", "retitled", "renumbered", "moved", "split", "merged", "removed", "added", "reused"]


@dataclass(frozen=True, slots=True)
class DomainChange:
    """A domain before and after. Weights are percentages, or 0 if the domain does not exist."""

    id: str
    before: str
    after: str
    weight_before: Number
    weight_after: Number


@dataclass(frozen=True, slots=True)
class TaskChange:
    """The change of a task. `before` and `after` are task ids.

    `moved` means to another domain; `reused` means that the number now belongs to a different task.
    """

    kind: TaskChangeKind
    before: tuple[str, ...]
    after: tuple[str, ...]


TopicChangeKind = Literal["added", "gone", "moved", "renamed", "reworded"]


@dataclass(frozen=True, slots=True)
class TopicChange:
    """A change of one topic; a topic can have several.

    `task`, `topic` and `words` are those of the new guide, unless the topic is gone. `before` is what a moved,
    renamed or reworded topic had before: its task, its id or its wording.
    """

    kind: TopicChangeKind
    task: str
    topic: str
    words: str
    before: str = ""


@dataclass(frozen=True, slots=True)
class ServiceChange:
    """A service before and after: `in`, `out`, `unlisted` or `absent`, or its name, category or closure."""

    service: str
    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class GuideDiff:
    """Everything that changed, in the new guide's order. `fields` are all fields with other values.

    Unchanged domains and tasks are included, so that each one is accounted for.
    """

    tasks_map: TaskMap
    fields: tuple[FieldChange, ...]
    domains: tuple[DomainChange, ...]
    tasks: tuple[TaskChange, ...]
    topics: tuple[TopicChange, ...]
    services: tuple[ServiceChange, ...]

    @property
    def is_empty(self) -> bool:
        return not self.fields


def diff_guides(old: Guide, new: Guide, texts: tuple[str, str]) -> GuideDiff:
    """The changes from `old` to `new`; `texts` are the two guides as they are written in guide.yaml."""
    tasks = task_map(old, new)
    return GuideDiff(
        tasks,
        field_changes(*map(fields_of, texts)),
        tuple(_domains(old, new)),
        tuple(_tasks(old, new, tasks)),
        tuple(_topics(topic_map(old, new, tasks.targets), tasks)),
        tuple(_services(old, new)),
    )


def _domains(old: Guide, new: Guide) -> Iterator[DomainChange]:
    before = {domain.id: domain for domain in old.domains}
    after = {domain.id: domain for domain in new.domains}
    for id_ in [*after, *(id_ for id_ in before if id_ not in after)]:
        was, is_ = before.get(id_), after.get(id_)
        yield DomainChange(
            id_,
            was.title if was else "",
            is_.title if is_ else "",
            was.weight if was else 0,
            is_.weight if is_ else 0,
        )


def _tasks(old: Guide, new: Guide, tasks: TaskMap) -> Iterator[TaskChange]:
    for id_, targets in tasks.targets.items():
        yield _task_change(old, new, id_, targets)
    for id_ in new.tasks:
        sources = tasks.sources(id_)
        if not sources:
            yield TaskChange("added", (), (id_,))
        elif len(sources) > 1:
            yield TaskChange("merged", sources, (id_,))
    for id_, targets in tasks.targets.items():
        if id_ in new.tasks and id_ not in targets:
            yield TaskChange("reused", (id_,), (id_,))


def _task_change(old: Guide, new: Guide, id_: str, targets: tuple[str, ...]) -> TaskChange:
    if not targets:
        return TaskChange("removed", (id_,), ())
    if len(targets) > 1:
        return TaskChange("split", (id_,), targets)
    return TaskChange(_change_of_single_target(old, new, id_, targets[0]), (id_,), targets)


def _change_of_single_target(old: Guide, new: Guide, before: str, after: str) -> TaskChangeKind:
    """The kind of change of a task that became exactly one task."""
    if old.domain_of_task[before].id != new.domain_of_task[after].id:
        return "moved"
    if before != after:
        return "renumbered"
    return "kept" if new.tasks[after].title == old.tasks[before].title else "retitled"


def _topics(topics: TopicMap, tasks: TaskMap) -> Iterator[TopicChange]:
    """The changes of topics. One that simply went with its task, which is among the tasks, did not move."""
    for topic in topics.added:
        yield TopicChange("added", topic.task, topic.id, topic.words)
    for before in topics.old:
        after = topics.found(before.task, before.id)
        if after is None:
            yield TopicChange("gone", before.task, before.id, before.words)
            continue
        if after.task != before.task and tasks.targets[before.task] != (after.task,):
            yield TopicChange("moved", after.task, after.id, after.words, before.task)
        if after.id != before.id:
            yield TopicChange("renamed", after.task, after.id, after.words, before.id)
        if after.words != before.words:
            yield TopicChange("reworded", after.task, after.id, after.words, before.words)


def _services(old: Guide, new: Guide) -> Iterator[ServiceChange]:
    for id_ in sorted(old.services.keys() | new.services.keys()):
        was, is_ = old.services.get(id_), new.services.get(id_)
        before, after = (was.scope if was else "absent"), (is_.scope if is_ else "absent")
        if before != after:
            yield ServiceChange(id_, is_.name if is_ else old.services[id_].name, before, after)
        if was and is_ and was.name != is_.name:
            yield ServiceChange(id_, is_.name, was.name, is_.name)
        if was and is_ and was.category != is_.category:
            yield ServiceChange(id_, is_.name, was.category, is_.category)
    known = {(rename.service, rename.new) for rename in old.renames}
    for rename in new.renames:
        if (rename.service, rename.new) not in known:
            yield ServiceChange(rename.service, rename.new, rename.old, f"renamed {rename.new}")
    yield from _closures(old, new)


def _closures(old: Guide, new: Guide) -> Iterator[ServiceChange]:
    known: Mapping[str, str] = {closure.service: closure.state for closure in old.closures}
    for closure in new.closures:
        if known.get(closure.service) != closure.state:
            name = new.services[closure.service].name
            state = f"{closure.state} since {closure.date}"
            yield ServiceChange(closure.service, name, known.get(closure.service, "open"), state)

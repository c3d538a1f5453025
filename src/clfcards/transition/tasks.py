"""Map the tasks of an old guide to the tasks of a new one."""

from collections.abc import Mapping
from dataclasses import dataclass

from clfcards.model.guide import Guide, Task
from clfcards.model.spelling import did_you_mean
from clfcards.rules.words import content_words, normalized

# Jaccard similarity of titles and topics. In real guides, retitled tasks are above this limit, and others below.
_SAME_TASK = 0.25
_MOST_TOPICS = 0.5  # a task that has this share of another task's topics is at least a part of it
_CLOSE = 0.2  # a task with the same number may be this much less similar than the most similar one


@dataclass(frozen=True, slots=True)
class TaskMap:
    """The new tasks for each old task.

    `named` are the old tasks that the vendor's map names; the targets of the others follow from numbers, titles
    and topics. `refused` says why the new guide's map is not used, if it has one that cannot be used.
    """

    targets: Mapping[str, tuple[str, ...]]
    named: frozenset[str] = frozenset()
    refused: str = ""

    @property
    def published(self) -> bool:
        return bool(self.named)

    def sources(self, new_task: str) -> tuple[str, ...]:
        """The old tasks that became part of a new task."""
        return tuple(old for old, targets in self.targets.items() if new_task in targets)


def task_map(old: Guide, new: Guide) -> TaskMap:
    """The map that the new guide publishes, completed by the similarity of titles and topics.

    A task that the map does not name was not dropped: vendors list only what changed. Such a task is the one
    that it resembles or, with a published map, the one with its number.
    """
    published = _published(old, new)
    if isinstance(published, str):
        return TaskMap({task.id: _nearest(task, new) for task in old.tasks.values()}, refused=published)
    named = frozenset(published)
    taken = {target for targets in published.values() for target in targets}
    targets: dict[str, tuple[str, ...]] = {}
    for task in old.tasks.values():
        found = published[task.id] if task.id in named else _nearest(task, new)
        if named and task.id not in named and not found and task.id in new.tasks.keys() - taken:
            found = (task.id,)
        targets[task.id] = found
    return TaskMap(targets, named)


def _published(old: Guide, new: Guide) -> Mapping[str, tuple[str, ...]] | str:
    """The new guide's map if it leads here from the old guide, nothing if it has none, or why it cannot be used."""
    published, predecessor = new.predecessor_tasks, new.exam.predecessor
    is_revision = old.code == new.code
    if not published or (is_revision and _is_inherited(published, old.predecessor_tasks)):
        return {}
    if predecessor.lower() != old.code and not (is_revision and not predecessor):
        named = f"is for '{predecessor}'" if predecessor else "names no exam"
        return (
            f"the map under 'predecessor_tasks' {named}, but the sources follow {old.exam.code}: "
            f"write 'predecessor: {old.exam.code}' under 'exam', or remove the map"
        )
    if published == old.predecessor_tasks and any(targets != (task,) for task, targets in published.items()):
        return (
            f"the map under 'predecessor_tasks' is that of {old.exam.code} itself: "
            f"write the map from {old.exam.code} to {new.exam.code}, or remove it"
        )
    for task in published:
        if task not in old.tasks:
            hint = did_you_mean(task, old.tasks)
            return (
                f"'predecessor_tasks' names task '{task}', which {old.exam.code} does not have{hint}: correct the map"
            )
    return published


def _is_inherited(published: Mapping[str, tuple[str, ...]], before: Mapping[str, tuple[str, ...]]) -> bool:
    """Whether the map led to the old guide already. It may have lost targets: a task that is gone cannot be named."""
    return published.keys() == before.keys() and all({*published[task]} <= {*before[task]} for task in published)


def _nearest(task: Task, new: Guide) -> tuple[str, ...]:
    """The task with the same title, or else the most similar one, if any is similar enough.

    Of tasks that are about equally similar, it is the one with the same number.
    """
    same_title = [other for other in new.tasks.values() if normalized(other.title) == normalized(task.title)]
    if len(same_title) == 1:
        return (same_title[0].id,)
    similarity = {other.id: _similarity(task, other) for other in same_title or new.tasks.values()}
    best = max(similarity, key=similarity.__getitem__)
    if similarity.get(task.id, 0.0) >= max(_SAME_TASK, similarity[best] - _CLOSE):
        return (task.id,)
    return (best,) if similarity[best] >= _SAME_TASK else ()


def _similarity(old: Task, new: Task) -> float:
    """The similarity of the words of two tasks, or the share of the old task's topics if the new one has most."""
    meanings = {normalized(words) for words in new.topics.values()}
    kept = sum(id_ in new.topics or normalized(words) in meanings for id_, words in old.topics.items())
    share = kept / len(old.topics) if old.topics else 0.0
    return max(_jaccard(_words(old), _words(new)), share if share >= _MOST_TOPICS else 0.0)


def _words(task: Task) -> frozenset[str]:
    return content_words(" ".join([task.title, *task.topics.values()]))


def _jaccard(a: frozenset[str], b: frozenset[str]) -> float:
    return len(a & b) / len(a | b) if a | b else 0.0

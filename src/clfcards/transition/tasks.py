"""Map the tasks of an old guide to the tasks of a new one."""

from collections.abc import Mapping
from dataclasses import dataclass

from clfcards.model.guide import Guide, Task
from clfcards.rules.words import content_words

# Jaccard similarity of titles and topics. In real guides, retitled tasks are above this limit, and others below.
_SAME_TASK = 0.25


@dataclass(frozen=True, slots=True)
class TaskMap:
    """The new tasks for each old task. `published` is true if the map is the vendor's, and false if it is a guess."""

    targets: Mapping[str, tuple[str, ...]]
    published: bool

    def sources(self, new_task: str) -> tuple[str, ...]:
        """The old tasks that became part of a new task."""
        return tuple(old for old, targets in self.targets.items() if new_task in targets)


def task_map(old: Guide, new: Guide) -> TaskMap:
    """The map that the new guide publishes, or else a map by the similarity of titles and topics.

    If the published map does not name an old task, that task was dropped.
    """
    if new.predecessor_tasks and new.exam.predecessor.lower() == old.code:
        return TaskMap({task: new.predecessor_tasks.get(task, ()) for task in old.tasks}, published=True)
    words = {task.id: _words(task) for task in new.tasks.values()}
    return TaskMap({task.id: _nearest(task, words) for task in old.tasks.values()}, published=False)


def _nearest(task: Task, candidates: Mapping[str, frozenset[str]]) -> tuple[str, ...]:
    """The task with the same number if it is similar; otherwise the most similar task, if any is similar enough."""
    words = _words(task)
    similarity = {id_: _jaccard(words, other) for id_, other in candidates.items()}
    if similarity.get(task.id, 0.0) >= _SAME_TASK:
        return (task.id,)
    best = max(similarity, key=similarity.__getitem__)
    return (best,) if similarity[best] >= _SAME_TASK else ()


def _words(task: Task) -> frozenset[str]:
    return content_words(" ".join([task.title, *task.topics.values()]))


def _jaccard(a: frozenset[str], b: frozenset[str]) -> float:
    return len(a & b) / len(a | b) if a | b else 0.0

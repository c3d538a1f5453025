"""Where the tasks of an older guide went."""

from collections.abc import Mapping
from dataclasses import dataclass

from clfcards.model.guide import Guide, Task
from clfcards.rules.words import content_words

_SAME_TASK = 0.25  # Jaccard likeness of titles and topics; retitled tasks of real guides are above, others below


@dataclass(frozen=True, slots=True)
class TaskMap:
    """Targets in the new guide by task of the old one; `published` tells a map of the vendor's from a guess."""

    targets: Mapping[str, tuple[str, ...]]
    published: bool

    def sources(self, new_task: str) -> tuple[str, ...]:
        """The old tasks that went into a new one."""
        return tuple(old for old, targets in self.targets.items() if new_task in targets)


def task_map(old: Guide, new: Guide) -> TaskMap:
    """The map the new guide publishes for its predecessor, else one by the likeness of titles and topics.

    An old task the published map does not name went nowhere.
    """
    if new.predecessor_tasks and new.exam.predecessor.lower() == old.code:
        return TaskMap({task: new.predecessor_tasks.get(task, ()) for task in old.tasks}, published=True)
    words = {task.id: _words(task) for task in new.tasks.values()}
    return TaskMap({task.id: _nearest(task, words) for task in old.tasks.values()}, published=False)


def _nearest(task: Task, candidates: Mapping[str, frozenset[str]]) -> tuple[str, ...]:
    """The task of the same number where it is alike, else the most like one, if any is."""
    words = _words(task)
    likeness = {id_: _jaccard(words, other) for id_, other in candidates.items()}
    if likeness.get(task.id, 0.0) >= _SAME_TASK:
        return (task.id,)
    best = max(likeness, key=likeness.__getitem__)
    return (best,) if likeness[best] >= _SAME_TASK else ()


def _words(task: Task) -> frozenset[str]:
    return content_words(" ".join([task.title, *task.topics.values()]))


def _jaccard(a: frozenset[str], b: frozenset[str]) -> float:
    return len(a & b) / len(a | b) if a | b else 0.0

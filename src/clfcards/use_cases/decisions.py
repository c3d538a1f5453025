"""Reads a maintainer's decisions about a transition: a file with `item-id: task` on each line."""

from collections.abc import Iterator
from pathlib import Path

from clfcards.decks.contents import read_text
from clfcards.errors import UsageError
from clfcards.model.bank import Bank
from clfcards.model.guide import Guide
from clfcards.model.spelling import did_you_mean
from clfcards.source.nodes import Mapping, Scalar, parse
from clfcards.system.files import shown
from clfcards.transition.route import DROP, LOST, RETIRE, Decisions


def decisions_in(path: Path, bank: Bank, new: Guide) -> Decisions:
    """The decisions in a file; whatever has no value yet stays undecided.

    `item-id: task` moves an item, `item-id: retire` retires it; `task/topic: topic` replaces a topic of the old
    guide by one of the new guide, and `task/topic: drop` removes it; the task is the items' new one. Raises
    UsageError for anything else, because a decision with a typing error would be ignored.
    """
    ids = frozenset(item.id for item in bank)
    known_topics = {topic.removeprefix(LOST) for item in bank for topic in item.topics}
    new_topics = {topic for task in new.tasks.values() for topic in task.topics}
    tasks: dict[str, str] = {}
    topics: dict[str, str] = {}
    for key, value in _lines(path):
        place, (task, slash, topic) = f"{shown(path)}:{key.line}", key.text.rpartition("/")
        if slash:
            if task not in new.tasks:
                raise UsageError(f"{place}: {new.exam.code} has no task '{task}'{did_you_mean(task, new.tasks)}")
            if topic not in known_topics:
                raise UsageError(f"{place}: no item has the topic '{topic}'{did_you_mean(topic, known_topics)}")
            if value not in new_topics | {DROP}:
                hint = did_you_mean(value, new_topics) or f"; write '{DROP}' to remove '{topic}'"
                raise UsageError(f"{place}: {new.exam.code} has no topic '{value}'{hint}")
            topics[key.text] = value
            continue
        if key.text not in ids:
            raise UsageError(f"{place}: there is no item '{key.text}'{did_you_mean(key.text, ids)}")
        if value not in new.tasks.keys() | {RETIRE}:
            raise UsageError(f"{place}: {new.exam.code} has no task '{value}'{did_you_mean(value, new.tasks)}")
        tasks[key.text] = value
    return Decisions(tasks, topics)


def _lines(path: Path) -> Iterator[tuple[Scalar, str]]:
    """The keys with a value. Raises UsageError if the file has another form."""
    root, faults = parse(read_text(path))
    if faults or not (root is None or isinstance(root, Mapping)):
        raise UsageError(f"'{shown(path)}' is not a valid file of decisions: write 'item-id: task' on each line")
    for key, value in root.entries.values() if isinstance(root, Mapping) else ():
        if not isinstance(value, Scalar):
            raise UsageError(f"{shown(path)}:{key.line}: '{key.text}' has a list: write one task")
        if value.text:
            yield key, value.text

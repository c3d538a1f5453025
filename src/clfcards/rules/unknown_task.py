"""A file for a task that the guide does not have."""

from collections.abc import Iterator

from clfcards.model.spelling import known_words
from clfcards.rules.rule import Finding, Rule, Sources


def find(sources: Sources) -> Iterator[Finding]:
    known = sources.guide.tasks
    for origin, task in sources.tasks:
        if task and task not in known:
            yield Finding(origin, ("task",), f"unknown task '{task}'{known_words(task, known, 'task')}")


RULE = Rule(
    name="unknown-task",
    severity="error",
    reason="Card counts follow the guide's tasks.",
    source="exam guide",
    bad='task: "2.9"',
    good='task: "2.1"',
    find=find,
)

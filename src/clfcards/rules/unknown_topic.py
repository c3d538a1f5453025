"""A topic that the item's task does not have."""

from collections.abc import Iterator

from clfcards.model.spelling import did_you_mean
from clfcards.rules.rule import Finding, Rule, Sources


def find(sources: Sources) -> Iterator[Finding]:
    tasks = sources.guide.tasks
    for item in sources.bank:
        if item.topics and (task := tasks.get(item.task)):
            for i, topic in enumerate(item.topics):
                if topic not in task.topics:
                    message = f"task {task.id} has no topic '{topic}'{did_you_mean(topic, task.topics)}"
                    yield Finding(item.origin, ("topics", i), message)


RULE = Rule("unknown-topic", "error", "Coverage is counted by the guide's topics.", "exam guide", find)

"""A topic that the item's task does not have."""

from collections.abc import Iterator

from clfcards.model.spelling import known_words
from clfcards.rules.rule import Finding, Rule, Sources


def find(sources: Sources) -> Iterator[Finding]:
    tasks = sources.guide.tasks
    for item in sources.bank:
        if item.topics and (task := tasks.get(item.task)):
            for i, topic in enumerate(item.topics):
                if topic not in task.topics:
                    message = f"task {task.id} has no topic '{topic}'{known_words(topic, task.topics, 'topic')}"
                    yield Finding(item.origin, ("topics", i), message)


RULE = Rule(
    name="unknown-topic",
    severity="error",
    reason="Coverage is counted by the guide's topics.",
    source="exam guide",
    bad=('task: "2.1"\ntopics: [duties-of-the-customer]'),
    good=('task: "2.1"\ntopics: [customer-responsibilities]'),
    find=find,
)

"""A text that a new item still leaves to be written."""

from collections.abc import Iterator

from clfcards.model.skeleton import UNWRITTEN, UNWRITTEN_SOURCE
from clfcards.rules.rule import Finding, Rule, Sources
from clfcards.rules.texts import texts


def find(sources: Sources) -> Iterator[Finding]:
    for item in sources.bank:
        for path, text in texts(item):
            if UNWRITTEN in text:
                yield Finding(item.origin, path, f"'{UNWRITTEN}' still has to be replaced by a text")
        if item.source == UNWRITTEN_SOURCE:
            yield Finding(item.origin, ("source",), "the source still has to be named")


RULE = Rule(
    name="unwritten",
    severity="error",
    reason="A learner would get an empty card.",
    source="design of this project",
    bad="front: (write here)",
    good="front: Which AWS service stores objects?",
    find=find,
)

"""A placeholder text that has not been replaced in a new item."""

from collections.abc import Iterator

from clfcards.model.new_item_text import UNWRITTEN, UNWRITTEN_SOURCE
from clfcards.rules.rule import Finding, Rule, Sources
from clfcards.rules.texts import texts


def find(sources: Sources) -> Iterator[Finding]:
    for item in sources.bank:
        for path, text in texts(item):
            if UNWRITTEN in text:
                yield Finding(item.origin, path, f"'{UNWRITTEN}' is a placeholder: replace it with your text")
        if item.source == UNWRITTEN_SOURCE:
            yield Finding(
                item.origin,
                ("source",),
                f"'{UNWRITTEN_SOURCE}' is a placeholder: replace it with the address of the source",
            )


RULE = Rule(
    name="unwritten",
    severity="error",
    reason="Learners would get an unfinished card.",
    source="design of this project",
    bad="front: (write here)",
    good="front: Which AWS service stores objects?",
    find=find,
)

"""A stem that does not end in a question."""

from collections.abc import Iterator

from clfcards.rules.leftovers import without_typed_count
from clfcards.rules.rule import Finding, Rule, Sources

_VAGUE = ("which of the following is true", "which statement is true", "which of the following statements")


def find(sources: Sources) -> Iterator[Finding]:
    for question in sources.bank.questions:
        if not without_typed_count(question.stem).rstrip("*_ ").endswith("?"):
            yield Finding(question.origin, ("stem",), "the stem does not end in a question")
        elif any(phrase in question.stem.lower() for phrase in _VAGUE):
            yield Finding(question.origin, ("stem",), "the question cannot be answered without reading the options")


RULE = Rule(
    name="lead-in",
    severity="warning",
    reason="A good question can be answered before the options are read.",
    source="NBME item-writing guide",
    bad="stem: Which of the following is true?",
    good="stem: Who patches the guest operating system of an Amazon EC2 instance?",
    find=find,
)

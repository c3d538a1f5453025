"""A question that names a fact that does not exist."""

from collections.abc import Iterator

from clfcards.model.references import references
from clfcards.model.spelling import Suggestions
from clfcards.rules.rule import Finding, Rule, Sources


def find(sources: Sources) -> Iterator[Finding]:
    if sources.hides_items:  # the item may be in a file that could not be read
        return
    facts = {fact.id for fact in sources.bank.facts}
    known = facts | sources.broken
    suggestions = Suggestions(facts)
    for question in sources.bank.questions:
        named = (place for found in references(question) if found.kind == "fact" for place in found.places())
        for path, id_ in named:
            if id_ not in known:
                yield Finding(question.origin, path, f"unknown fact '{id_}'{suggestions.for_word(id_)}")


RULE = Rule(
    name="unknown-fact",
    severity="error",
    reason="When a question is missed, these facts come up for review.",
    source="design of this project",
    bad="tests: [s3-durabilty]",
    good="tests: [s3-durability]",
    find=find,
)

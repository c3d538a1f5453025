"""A question that names a fact that does not exist."""

from collections.abc import Iterator

from clfcards.model.references import references
from clfcards.model.spelling import did_you_mean
from clfcards.rules.rule import Finding, Rule, Sources

MAX_SUGGESTIONS = 100  # the search for similar ids is slow, and so many unknown ids mean that a file is missing


def find(sources: Sources) -> Iterator[Finding]:
    if sources.hides_items:  # the item may be in a file that could not be read
        return
    facts = {fact.id for fact in sources.bank.facts}
    known = facts | sources.broken
    suggestions: dict[str, str] = {}
    for question in sources.bank.questions:
        named = (place for found in references(question) if found.kind == "fact" for place in found.places())
        for path, id_ in named:
            if id_ not in known:
                if id_ not in suggestions and len(suggestions) < MAX_SUGGESTIONS:
                    suggestions[id_] = did_you_mean(id_, facts)
                yield Finding(question.origin, path, f"unknown fact '{id_}'{suggestions.get(id_, '')}")


RULE = Rule(
    name="unknown-fact",
    severity="error",
    reason="When a question is missed, these facts come up for review.",
    source="design of this project",
    bad="tests: [s3-durabilty]",
    good="tests: [s3-durability]",
    find=find,
)

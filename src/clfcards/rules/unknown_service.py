"""A service that the guide does not list."""

from collections.abc import Iterator

from clfcards.model.spelling import Suggestions
from clfcards.rules.rule import Finding, Rule, Sources


def find(sources: Sources) -> Iterator[Finding]:
    known = sources.guide.services
    suggestions = Suggestions(known)
    for item in sources.bank:
        for i, service in enumerate(item.services):
            if service not in known:
                message = f"unknown service '{service}'{suggestions.for_word(service)}"
                yield Finding(item.origin, ("services", i), message)


RULE = Rule(
    name="unknown-service",
    severity="error",
    reason="Tags and coverage follow the guide's service list.",
    source="exam guide",
    bad="services: [s3]",
    good="services: [amazon-s3]",
    find=find,
)

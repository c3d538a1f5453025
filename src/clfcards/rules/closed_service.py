"""An answer that names an in-scope service that no longer takes new customers."""

from collections.abc import Iterator

from clfcards.rules.rule import ENGLISH, Finding, Rule, Sources
from clfcards.rules.service_names import ServiceNames
from clfcards.rules.texts import answers, texts


def find(sources: Sources) -> Iterator[Finding]:
    services = sources.guide.services
    closures = {c.service: c for c in sources.guide.closures if services[c.service].scope == "in"}
    names = ServiceNames(sources.guide, closures)
    for item in sources.bank:
        for path, answer in answers(item):
            for service in names.find(answer):
                closure = closures[service.id]
                if not any("new customers" in text for _, text in texts(item)):
                    message = f"'{service.name}' {closure.state} on {closure.date}, but the item does not say so"
                    yield Finding(item.origin, path, message)


RULE = Rule(
    name="closed-service",
    severity="warning",
    reason="The exam still asks about it, but a learner must know that new customers cannot use it.",
    source="guide.yaml, closures",
    bad="back: AWS Migration Hub",
    good=("back: AWS Migration Hub\nwhy: It has taken no new customers since November 2025."),
    find=find,
    languages=ENGLISH,
)

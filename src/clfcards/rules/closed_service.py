"""An answer that is a service in scope which takes no new customers."""

from collections.abc import Iterator

from clfcards.rules.rule import Finding, Rule, Sources
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
                    message = f"'{service.name}' is {closure.state} since {closure.date}, and the item does not say so"
                    yield Finding(item.origin, path, message)


RULE = Rule(
    "closed-service",
    "warning",
    "The exam asks for it still; a learner must know that nobody can start with it.",
    "guide.yaml, closures",
    find,
)

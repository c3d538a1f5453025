"""An answer that names a service that the exam does not ask about."""

from collections.abc import Iterator

from clfcards.model.guide import Service
from clfcards.rules.rule import Finding, Rule, Sources
from clfcards.rules.service_names import ServiceNames
from clfcards.rules.texts import answers


def find(sources: Sources) -> Iterator[Finding]:
    reasons = {id_: reason for id_, service in sources.guide.services.items() if (reason := _reason(service, sources))}
    names = ServiceNames(sources.guide, reasons)
    for item in sources.bank:
        for path, answer in answers(item):
            for service in names.find(answer):
                yield Finding(item.origin, path, f"the answer is '{service.name}', which {reasons[service.id]}")


def _reason(service: Service, sources: Sources) -> str:
    """The reason why the service must not be an answer, or an empty text.

    A service in scope may be an answer, even if it takes no new customers.
    """
    if service.scope == "in":
        return ""
    if service.scope == "out":
        return "the guide lists as out of scope"
    closure = next((c for c in sources.guide.closures if c.service == service.id), None)
    return f"the guide does not list, and which {closure.state} on {closure.date}" if closure else ""


RULE = Rule(
    name="scope",
    severity="error",
    reason="The exam does not ask about it, or new customers cannot use it.",
    source="exam guide, in-scope and out-of-scope services; guide.yaml, closures",
    bad="back: AWS Wavelength",
    good="back: AWS Outposts",
    find=find,
    is_judgment=True,
)

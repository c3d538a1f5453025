"""An answer that is a service the guide excludes, or one that takes no new customers."""

from collections.abc import Iterator

from clfcards.model.bank import Fact, Question
from clfcards.model.cloze import Blank, parse_cloze
from clfcards.model.guide import Closure, Service
from clfcards.rules.rule import Finding, Rule, Sources
from clfcards.rules.service_names import ServiceNames
from clfcards.rules.texts import Path


def find(sources: Sources) -> Iterator[Finding]:
    closures = {closure.service: closure for closure in sources.guide.closures}
    excluded = {service.id for service in sources.guide.services.values() if service.scope == "out"}
    names = ServiceNames(sources.guide, excluded | closures.keys())
    for item in sources.bank:
        for path, answer in _answers(item):
            for service in names.find(answer):
                if complaint := _complaint(service, closures.get(service.id)):
                    in_scope = service.scope == "in"
                    yield Finding(item.origin, path, complaint, "warning" if in_scope else None)


def _complaint(service: Service, closure: Closure | None) -> str:
    if service.scope == "out":
        return f"the answer is '{service.name}', which the guide lists as out of scope"
    if closure is None:
        return ""
    verb = "has" if closure.state == "ended" else "is"
    return f"the answer is '{service.name}', which {verb} {closure.state} since {closure.date}"


def _answers(item: Fact | Question) -> Iterator[tuple[Path, str]]:
    """The texts a learner has to come up with."""
    if isinstance(item, Question):
        for i, option in enumerate(item.correct):
            yield ("correct", i, "text"), option.text
    elif item.cloze:
        for piece in parse_cloze(item.cloze):
            if isinstance(piece, Blank):
                yield ("cloze",), piece.answer
    else:
        yield ("back",), item.back


RULE = Rule(
    "scope",
    "error",
    "The exam does not ask for it, and a learner in the field cannot use it.",
    "exam guide, in-scope and out-of-scope services; guide.yaml, closures",
    find,
    is_judgement=True,
)

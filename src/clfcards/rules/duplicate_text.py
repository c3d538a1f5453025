"""Two fronts, or two stems, that read the same."""

from collections.abc import Iterator

from clfcards.model.bank import Fact, Origin
from clfcards.rules.rule import Finding, Rule, Sources
from clfcards.rules.words import normalized


def find(sources: Sources) -> Iterator[Finding]:
    first: dict[str, tuple[Origin, str]] = {}
    for item in sources.bank:
        if isinstance(item, Fact):
            name, text = ("cloze", item.cloze) if item.cloze else ("front", item.front)
        else:
            name, text = "stem", item.stem
        origin, id_ = first.setdefault(normalized(text), (item.origin, item.id))
        if origin != item.origin:
            yield Finding(item.origin, (name,), f"this reads the same as '{id_}'")


RULE = Rule(
    "duplicate-text",
    "error",
    "Two cards that ask the same teach nothing and confuse.",
    "Wozniak's twenty rules",
    find,
)

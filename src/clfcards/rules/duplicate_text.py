"""Two fronts, clozes or stems with the same text."""

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
            yield Finding(item.origin, (name,), f"the text is the same as in '{id_}'")


RULE = Rule(
    name="duplicate-text",
    severity="error",
    reason="A second card that asks the same thing teaches nothing and confuses the learner.",
    source="Wozniak's twenty rules",
    bad=("- front: Which AWS service stores objects?\n- front: Which AWS service stores objects?"),
    good=(
        "- front: Which AWS service stores objects?\n"
        "- front: Which storage class of Amazon S3 is for data that is rarely read?"
    ),
    find=find,
)

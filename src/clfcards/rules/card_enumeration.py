"""A card that asks for a list."""

import re
from collections.abc import Iterator

from clfcards.rules.rule import Finding, Rule, Sources
from clfcards.rules.texts import without_pictures

_ASKS = re.compile(r"^(list|name (the|all|two|three|four|five|six)|what are the (two|three|four|five|six))\b", re.I)
_LISTS = re.compile(r"[^,;]+[,;][^,;]+[,;]?\s+(and|or)\s+\S|([^,;]+[,;]){3,}")


def find(sources: Sources) -> Iterator[Finding]:
    for fact in sources.bank.facts:
        if not fact.cloze and (_ASKS.search(fact.front) or _LISTS.search(without_pictures(fact.back))):
            yield Finding(fact.origin, ("front",), "the card asks for a list: ask for one member, or use a picture")


RULE = Rule(
    name="card-enumeration",
    severity="warning",
    reason="Lists are very hard to remember.",
    source="Wozniak, rule 10",
    bad="front: What are the six pillars of the AWS Well-Architected Framework?",
    good=("front: Which pillar of the AWS Well-Architected Framework asks for less energy use?\nback: Sustainability"),
    find=find,
)

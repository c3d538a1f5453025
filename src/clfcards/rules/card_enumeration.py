"""A card that asks for a list."""

import re
from collections.abc import Iterator

from clfcards.rules.rule import ENGLISH, Finding, Rule, Sources
from clfcards.rules.texts import without_pictures

_ASKS = re.compile(r"^(list|name (the|all|two|three|four|five|six)|what are the (two|three|four|five|six))\b", re.I)
_SEPARATOR = re.compile("[,;]")
_LAST_MEMBER = re.compile(r"[^,;]\s(?:and|or)\s+\S")
_LAST_MEMBER_AFTER_SEPARATOR = re.compile(r"\s+(?:and|or)\s+\S")


def find(sources: Sources) -> Iterator[Finding]:
    for fact in sources.bank.facts:
        if not fact.cloze and (_ASKS.search(fact.front) or _is_list(without_pictures(fact.back))):
            yield Finding(fact.origin, ("front",), "the card asks for a list: ask for one member, or use a picture")


def _is_list(text: str) -> bool:
    """Whether the text is three members with separators, or two and a last one after "and" or "or".

    One pattern for all of this took time in proportion to the square of a text without separators.
    """
    parts = _SEPARATOR.split(text)
    ends = [","] * (len(parts) - 1) + [""]
    for i in range(1, len(parts)):
        if parts[i - 1] and parts[i]:
            if _LAST_MEMBER.search(parts[i] + ends[i]):
                return True
            if i + 1 < len(parts):
                if i + 2 < len(parts) and parts[i + 1]:
                    return True
                if _LAST_MEMBER_AFTER_SEPARATOR.match(parts[i + 1] + ends[i + 1]):
                    return True
    return False


RULE = Rule(
    name="card-enumeration",
    severity="warning",
    reason="Lists are very hard to remember.",
    source="Wozniak, rule 10",
    bad="front: What are the six pillars of the AWS Well-Architected Framework?",
    good=("front: Which pillar of the AWS Well-Architected Framework asks for less energy use?\nback: Sustainability"),
    find=find,
    languages=ENGLISH,
)

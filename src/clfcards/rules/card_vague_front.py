"""A front that does not stand alone."""

import re
from collections.abc import Iterator

from clfcards.rules.rule import Finding, Rule, Sources
from clfcards.rules.words import words

_POINTS_AWAY = re.compile(
    r"\b(?:this|these|those|said|above|aforementioned) (?:services?|features?|tools?|options?|plans?|models?)\b"
    r"|\bthe following\b|\bas above\b",
    re.IGNORECASE,
)
# "What is it called when …" asks for a word; "What does it …" asks about something not named.
_BARE_PRONOUN = re.compile(
    r"^(?:what|how|when|where|why|which|who)\s+(?:does|do|is|are|can|will|did|was|has)\s+"
    r"(it|they|this|that)\b(?! called)",
    re.IGNORECASE,
)
LEAST_WORDS = 3


def find(sources: Sources) -> Iterator[Finding]:
    for fact in sources.bank.facts:
        if fact.cloze:
            continue
        if match := _POINTS_AWAY.search(fact.front) or _BARE_PRONOUN.search(fact.front):
            said = match[1] if match.lastindex else match[0]
            yield Finding(fact.origin, ("front",), f"'{said}' refers to something the front does not name")
        elif len(words(fact.front)) < LEAST_WORDS:
            yield Finding(
                fact.origin, ("front",), f"the front has fewer than {LEAST_WORDS} words and does not say what it asks"
            )


RULE = Rule(
    name="card-vague-front",
    severity="warning",
    reason="A card comes up alone, months later, so its front must say what it asks.",
    source="Matuschak, How to write good prompts",
    bad="front: What does it cost?",
    good="front: What does a data transfer into Amazon S3 from the internet cost?",
    find=find,
)

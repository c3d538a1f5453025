"""A front that is not clear on its own."""

import re
from collections.abc import Iterator

from clfcards.rules.rule import ENGLISH, Finding, Rule, Sources
from clfcards.rules.words import word_count

_POINTS_AWAY = re.compile(
    r"\b(?:this|these|those|said|above|aforementioned) (?:services?|features?|tools?|options?|plans?|models?)\b"
    r"|\bthe following\b|\bas above\b",
    re.IGNORECASE,
)
# "What is it called when …" asks for a word, but "What does it …" asks about something that is not named.
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
            reference = match[1] if match.lastindex else match[0]
            yield Finding(fact.origin, ("front",), f"'{reference}' refers to something that the front does not name")
        elif word_count(fact.front) < LEAST_WORDS:
            yield Finding(
                fact.origin, ("front",), f"the front has fewer than {LEAST_WORDS} words: write out the question"
            )


RULE = Rule(
    name="card-vague-front",
    severity="warning",
    reason="A card is shown alone, months later, so its front must be clear without context.",
    source="Matuschak, How to write good prompts",
    bad="front: What does it cost?",
    good="front: What does a data transfer into Amazon S3 from the internet cost?",
    find=find,
    languages=ENGLISH,
)

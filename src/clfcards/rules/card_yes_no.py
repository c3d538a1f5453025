"""A card that can be answered with yes or no."""

import re
from collections.abc import Iterator

from clfcards.rules.rule import Finding, Rule, Sources

_YES_NO = re.compile(r"^(yes|no|true|false)\b", re.I)


def find(sources: Sources) -> Iterator[Finding]:
    for fact in sources.bank.facts:
        if not fact.cloze and _YES_NO.search(fact.back):
            yield Finding(fact.origin, ("back",), "half of the learners guess a yes or no: ask what, which or who")


RULE = Rule(
    "card-yes-no",
    "warning",
    "A guess is right half of the time.",
    "Matuschak, How to write good prompts",
    find,
)

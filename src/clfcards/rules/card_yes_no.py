"""A card that can be answered with yes or no."""

import re
from collections.abc import Iterator

from clfcards.rules.rule import Finding, Rule, Sources

_YES_NO = re.compile(r"^(yes|no|true|false)\b", re.I)


def find(sources: Sources) -> Iterator[Finding]:
    for fact in sources.bank.facts:
        if not fact.cloze and _YES_NO.search(fact.back):
            yield Finding(fact.origin, ("back",), "a yes or no answer can be guessed: ask what, which or who")


RULE = Rule(
    name="card-yes-no",
    severity="warning",
    reason="A guess is right half the time.",
    source="Matuschak, How to write good prompts",
    bad=("front: Is Amazon S3 a block store?\nback: No"),
    good=("front: Which kind of storage is Amazon S3?\nback: Object storage"),
    find=find,
)

"""A front that says its own answer."""

from collections.abc import Iterator

from clfcards.rules.rule import Finding, Rule, Sources
from clfcards.rules.words import normalized


def find(sources: Sources) -> Iterator[Finding]:
    for fact in sources.bank.facts:
        if len(fact.back) > len(fact.front):
            continue
        answer = normalized(fact.back)
        if answer and f" {answer} " in f" {normalized(fact.front)} ":
            yield Finding(fact.origin, ("front",), f"the front says the answer, '{fact.back}'")


RULE = Rule(
    "card-answer-in-front",
    "warning",
    "Nothing is recalled from it.",
    "Matuschak, How to write good prompts",
    find,
)

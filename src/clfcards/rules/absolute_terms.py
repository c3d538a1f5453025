"""'Always', 'never', 'only' in wrong options alone: a give-away."""

from collections.abc import Iterator

from clfcards.rules.rule import Finding, Rule, Sources
from clfcards.rules.words import words

_ABSOLUTE = frozenset(
    {
        "always",
        "never",
        "only",
        "all",
        "every",
        "none",
        "completely",
        "entirely",
        "any",
        "guarantees",
        "impossible",
    }
)


def find(sources: Sources) -> Iterator[Finding]:
    for question in sources.bank.questions:
        found = [(i, sorted(_ABSOLUTE.intersection(words(o.text)))) for i, o in enumerate(question.distractors)]
        absolute = [(i, terms) for i, terms in found if terms]
        if len(absolute) >= 2 and not any(_ABSOLUTE.intersection(words(o.text)) for o in question.correct):
            i, terms = absolute[0]
            message = f"'{terms[0]}' and its like stand in {len(absolute)} wrong options and in no right one"
            yield Finding(question.origin, ("distractors", i, "text"), message)


RULE = Rule(
    "absolute-terms",
    "warning",
    "Test-wise candidates strike out options with absolute words.",
    "Haladyna, Downing & Rodriguez 2002; NBME item-writing guide",
    find,
)

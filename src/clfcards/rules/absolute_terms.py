"""Words such as 'always', 'never' or 'only' that appear only in wrong options, which gives them away."""

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
            message = f"absolute words such as '{terms[0]}' are in {len(absolute)} wrong options but not in a right one"
            yield Finding(question.origin, ("distractors", i, "text"), message)


RULE = Rule(
    name="absolute-terms",
    severity="warning",
    reason="Test-wise candidates rule out options with absolute words.",
    source="Haladyna, Downing & Rodriguez 2002; NBME item-writing guide",
    bad=(
        "correct: [AWS patches the host]\n"
        "distractors: [AWS never patches the host, Only the customer patches it, A reseller patches it]"
    ),
    good=(
        "correct: [AWS patches the host]\n"
        "distractors: [The customer patches the host, A reseller patches the host, An auditor patches the host]"
    ),
    find=find,
)

"""A negative in the question that a hurried reader passes over."""

import re
from collections.abc import Iterator

from clfcards.rules.rule import Finding, Rule, Sources

_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")
# "least" as a measure ("at least two", "least privilege") is no negative.
_NEGATIVE = re.compile(
    r"(?<!\*)\b(not|except|cannot|never|(?<!at )(?<!the principle of )least(?! privileged?))\b(?!\*)"
)


def find(sources: Sources) -> Iterator[Finding]:
    for question in sources.bank.questions:
        lead_in = _SENTENCE_END.split(question.stem)[-1]
        if match := _NEGATIVE.search(lead_in):
            message = f"the question turns on '{match[0]}': ask for what is, or write {match[0].upper()}"
            yield Finding(question.origin, ("stem",), message)


RULE = Rule(
    "negative-stem",
    "error",
    "A negative that is overread makes a learner wrong who knows the answer.",
    "Haladyna, Downing & Rodriguez 2002",
    find,
)

"""A negative in the question that a hurried reader could overlook."""

import re
from collections.abc import Iterator

from clfcards.rules.rule import Finding, Rule, Sources

_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")
# "least" as a measure ("at least two", "least privilege") is not a negative.
_NEGATIVE = re.compile(
    r"(?<!\*)\b(not|except|cannot|never|(?<!at )(?<!the principle of )least(?! privileged?))\b(?!\*)"
)


def find(sources: Sources) -> Iterator[Finding]:
    for question in sources.bank.questions:
        lead_in = _SENTENCE_END.split(question.stem)[-1]
        if match := _NEGATIVE.search(lead_in):
            message = f"the question depends on '{match[0]}': rephrase it, or write {match[0].upper()}"
            yield Finding(question.origin, ("stem",), message)


RULE = Rule(
    name="negative-stem",
    severity="error",
    reason="A learner who overlooks the negative gets the question wrong despite knowing the answer.",
    source="Haladyna, Downing & Rodriguez 2002",
    bad="stem: Which task is not the customer's responsibility?",
    good="stem: Which task is the responsibility of AWS?",
    find=find,
)

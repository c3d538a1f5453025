"""'All of the above' and its kin, which test-wise candidates see through and shuffling breaks."""

import re
from collections.abc import Iterator

from clfcards.rules.rule import Finding, Rule, Sources

_OF_OPTIONS = re.compile(
    r"\b(all|none) of the (above|options|following)\b|\b(both|neither) [a-f] (and|nor) [a-f]\b", re.I
)


def find(sources: Sources) -> Iterator[Finding]:
    for question in sources.bank.questions:
        for name, options in (("correct", question.correct), ("distractors", question.distractors)):
            for i, option in enumerate(options):
                if match := _OF_OPTIONS.search(option.text):
                    message = f"'{match[0]}' speaks of other options, which are shuffled"
                    yield Finding(question.origin, (name, i, "text"), message)


RULE = Rule(
    "all-of-the-above",
    "error",
    "Options are shuffled, and knowing two of them would give the answer away.",
    "Haladyna, Downing & Rodriguez 2002",
    find,
)

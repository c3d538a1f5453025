"""A reason that names an option by its letter or number, although options are shuffled."""

import re
from collections.abc import Iterator

from clfcards.rules.rule import ENGLISH, Finding, Rule, Sources

_LETTER = re.compile(
    r"\b[Oo]ptions? (?:[A-F]|[1-6])\b|\b(?:[Aa]nswer|[Cc]hoice) [A-F]\b"
    r"|\bthe (?:first|second|third|last) option\b"
)


def find(sources: Sources) -> Iterator[Finding]:
    for question in sources.bank.questions:
        for name, options in (("correct", question.correct), ("distractors", question.distractors)):
            for i, option in enumerate(options):
                if match := _LETTER.search(option.why):
                    message = f"'{match[0]}' names an option by its position, but options are shuffled"
                    yield Finding(question.origin, (name, i, "why"), message)


RULE = Rule(
    name="rationale-letter",
    severity="error",
    reason="Once the options are shuffled, the letter or number refers to a different option.",
    source="decision: options are shuffled",
    bad='correct: [{text: Amazon S3, why: "Unlike option B, it stores objects."}]',
    good='correct: [{text: Amazon S3, why: "Unlike Amazon EBS, it stores objects."}]',
    find=find,
    languages=ENGLISH,
)

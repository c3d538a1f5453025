"""A reason that mentions an option that the question does not have."""

import re
from collections.abc import Iterator
from itertools import islice

from clfcards.rules.rule import ENGLISH, Finding, Rule, Sources
from clfcards.rules.words import normalized

MAX_NAMED = 50  # in one reason; no question has as many options
_QUOTED = r"[\"“'‘]([^\"”'’]{2,80})[\"”'’]"
_NAMED = re.compile(rf"(?:\b(?:option|answer|choice) {_QUOTED}|{_QUOTED} (?:option|answer|choice)\b)")
_DECLARED = re.compile(
    r"\b(?:correct|right|best) (?:answer|option|choice) is (?:the )?((?:[A-Z0-9][\w.-]*)(?: [A-Z0-9][\w.-]*)*)"
)


def find(sources: Sources) -> Iterator[Finding]:
    for question in sources.bank.questions:
        offered = [normalized(option.text) for option in question.options]
        for name, options in (("correct", question.correct), ("distractors", question.distractors)):
            for i, option in enumerate(options):
                for named in islice(_options_named(option.why), MAX_NAMED):
                    if not any(f" {normalized(named)} " in f" {text} " for text in offered):
                        message = f"the reason mentions the option '{named}', which the question does not have"
                        yield Finding(question.origin, (name, i, "why"), message)


def _options_named(why: str) -> Iterator[str]:
    if not any(
        word in why for word in ("option", "answer", "choice")
    ):  # a quick check: most reasons have none of these
        return
    for match in _NAMED.finditer(why):
        yield match[1] or match[2]
    for match in _DECLARED.finditer(why):
        yield match[1].rstrip(".")


RULE = Rule(
    name="rationale-option",
    severity="warning",
    reason="The reason was written for other options and explains nothing here.",
    source="decision: every option has its own reason",
    bad=(
        "correct: [{text: Amazon S3, why: \"The option 'Amazon RDS' is a database.\"}]\n"
        "distractors: [Amazon EBS, Amazon EFS, Amazon FSx]"
    ),
    good=(
        "correct: [{text: Amazon S3, why: \"The option 'Amazon EBS' is a disk.\"}]\n"
        "distractors: [Amazon EBS, Amazon EFS, Amazon FSx]"
    ),
    find=find,
    languages=ENGLISH,
)

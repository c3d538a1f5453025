"""Options of different kinds: a product next to a sentence, only some with periods, or one far longer."""

import re
from collections.abc import Iterator

from clfcards.model.bank import Question
from clfcards.rules.names import is_name
from clfcards.rules.rule import Finding, Rule, Sources
from clfcards.rules.words import normalized, word_count

SENTENCE_WORDS = 7
LENGTH_RATIO = 3  # maximum ratio of words in the longest to the shortest option, if the longest is a sentence

_PERIODS = (".", "。", "．", "۔", "।", "።", "։")
_ABBREVIATION = re.compile(r"\b(?:etc|inc|ltd|co|corp|[a-z]\.[a-z])\.$", re.IGNORECASE)


def find(sources: Sources) -> Iterator[Finding]:
    names = {normalized(service.name) for service in sources.guide.services.values()}
    for question in sources.bank.questions:
        if difference := _difference(question, names):
            yield Finding(question.origin, ("distractors",), difference)


def _difference(question: Question, names: set[str]) -> str:
    """A description of how the options differ in kind, or an empty text."""
    texts = [option.text.strip() for option in question.options]
    if len({text.endswith(_PERIODS) for text in texts if not _ABBREVIATION.search(text)}) == 2:
        return "some options end with a period and others do not"
    shortest, longest = (f(texts, key=word_count) for f in (min, max))
    most, fewest = word_count(longest), max(word_count(shortest), 1)
    if most < SENTENCE_WORDS or is_name(longest):
        return ""
    if product := next((text for text in texts if normalized(text) in names), ""):
        return f"'{product}' is a product, but '{longest}' is a sentence"
    if most > LENGTH_RATIO * fewest:
        return f"'{longest}' has {most} words, but '{shortest}' has {fewest}"
    return ""


RULE = Rule(
    name="heterogeneous",
    severity="warning",
    reason="An option that looks different is chosen or ruled out for its appearance.",
    source="Haladyna, Downing & Rodriguez 2002",
    bad=("correct: [Amazon S3]\ndistractors: [Store the files on a disk of an EC2 instance, Amazon EBS, Amazon EFS]"),
    good=("correct: [Amazon S3]\ndistractors: [Amazon EC2, Amazon EBS, Amazon EFS]"),
    find=find,
)

"""A stem whose grammar fits only the key."""

import re
from collections.abc import Iterator

from clfcards.model.bank import Question
from clfcards.rules.rule import ENGLISH, Finding, Rule, Sources
from clfcards.rules.words import normalized, words

_ARTICLE = re.compile(r"\b(an?)\Z")
_BLANK = re.compile(r"(?:(?<!_)_{2,}|…|\.{3})\Z")
_ASKS_FOR_MANY = re.compile(r"\b(?:what|which)\s+(?:are|were)\b|\bwhich\s+\w+s\s+(?:are|do|have|were)\b", re.I)
_ASKS_FOR_ONE = re.compile(r"\b(?:what|which)\s+is\s+an?\b|\bwhich\s+\w*[^s\W]\s+(?:is|does|has|was)\b", re.I)
_SINGULAR_ENDS = ("ss", "us", "is", "'s", "aws")
MAX_PHRASE_WORDS = 4


def find(sources: Sources) -> Iterator[Finding]:
    names = {normalized(service.name) for service in sources.guide.services.values()}
    for question in sources.bank.questions:
        if article := _last_article(question.stem):
            message = (
                f"the stem ends in '{article}', which does not fit every option: move the article into the options"
            )
            yield Finding(question.origin, ("stem",), message)
        elif len(question.correct) == 1 and (number := _number_that_fits_only_the_key(question, names)):
            message = f"the stem asks in the {number}, but only the right option is {number}"
            yield Finding(question.origin, ("correct", 0, "text"), message)


def _last_article(stem: str) -> str:
    """The article that the stem ends in, before a blank and a punctuation mark, or an empty text."""
    stem = stem.rstrip()
    for end in (stem, stem[:-1].rstrip() if stem[-1:] in (":", "?", ".") else ""):
        for before in (end, _BLANK.sub("", end).rstrip()):
            if match := _ARTICLE.search(before[-3:]):
                return match[1]
    return ""


def _number_that_fits_only_the_key(question: Question, names: set[str]) -> str:
    """'plural' or 'singular' if only the key has the number that the stem asks for, else an empty text.

    Options that are sentences or names have no grammatical number.
    """
    options = [option.text for option in question.options]
    if any(len(words(text)) > MAX_PHRASE_WORDS or normalized(text) in names for text in options):
        return ""
    key, *others = [_is_plural(text) for text in options]
    if key and not any(others) and _ASKS_FOR_MANY.search(question.stem):
        return "plural"
    if not key and all(others) and _ASKS_FOR_ONE.search(question.stem):
        return "singular"
    return ""


def _is_plural(phrase: str) -> bool:
    last = (words(phrase) or ("",))[-1]
    return last.endswith("s") and not last.endswith(_SINGULAR_ENDS)


RULE = Rule(
    name="grammar-cue",
    severity="warning",
    reason="A candidate can find the key by grammar, without knowing the subject.",
    source="Haladyna, Downing & Rodriguez 2002",
    bad='stem: "A virtual server in the cloud is an:"',
    good="stem: Which service provides virtual servers in the cloud?",
    find=find,
    languages=ENGLISH,
)

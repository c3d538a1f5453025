"""Words such as 'always', 'never' or 'only' that appear only in wrong options, which gives them away."""

import re
from collections.abc import Iterator

from clfcards.rules.names import is_name
from clfcards.rules.rule import ENGLISH, Finding, Rule, Sources
from clfcards.rules.words import word_set, words

# In a right option, any of these takes the hint away.
_ABSOLUTE = word_set(
    "always never only all every none completely entirely any guarantees guarantee guaranteed impossible no nothing"
)
_CERTAIN = word_set("always never none completely entirely guarantees guarantee guaranteed impossible nothing")
_QUANTIFIERS = word_set("all every any")
_TOTAL = re.compile(r"\ball (?:other|of (?:the|its|their|your)|the)\b", re.IGNORECASE)
_PAY_ONLY = re.compile(
    r"\b(?:not|pa(?:y|ys|id)|charged|billed) only\b|\bonly (?:for|when|if|after|once)\b", re.IGNORECASE
)


def find(sources: Sources) -> Iterator[Finding]:
    for question in sources.bank.questions:
        found = [(i, _absolute_term(option.text)) for i, option in enumerate(question.distractors)]
        absolute = [(i, term) for i, term in found if term]
        if len(absolute) >= 2 and not any(_ABSOLUTE.intersection(words(option.text)) for option in question.correct):
            i, term = absolute[0]
            message = f"absolute words such as '{term}' are in {len(absolute)} wrong options but not in a right one"
            yield Finding(question.origin, ("distractors", i, "text"), message)


def _absolute_term(text: str) -> str:
    """The word that makes the option a claim without exception, or an empty text.

    "All objects" and "All objects are encrypted" are such claims, but "Encrypts all objects" only says how much, and
    "All Upfront" is a name.
    """
    own = words(text)
    if certain := next((word for word in own if word in _CERTAIN), ""):
        return certain
    if own and own[0] in _QUANTIFIERS and (own[0] == "every" or not is_name(text)):
        return own[0]
    if _TOTAL.search(text):
        return "all"
    return "only" if "only" in own and not _PAY_ONLY.search(text) else ""


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
    languages=ENGLISH,
)

"""Words such as 'usually', 'often' or 'may' in an option, which is then neither right nor wrong."""

import re
from collections.abc import Iterator

from clfcards.rules.rule import ENGLISH, Finding, Rule, Sources
from clfcards.rules.words import word_set

_VAGUE = re.compile(
    r"\b(?:usually|sometimes|frequently|generally|typically|rarely|occasionally|perhaps|often|may|might)\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_HOW_OFTEN = frozenset({"rarely", "frequently", "occasionally", "often", "sometimes"})
_COMPARISONS = word_set("how more less most least as so too very")
_RELATIVES = word_set("that which who whom whose what when where while if how")
_AUXILIARIES = word_set("is are was were be been being has have had can could will would do does did")
_PRONOUNS = word_set("it they he she we you i this these those customers users")
_DESCRIBES = re.compile(r"\w*(?:[^\We]ed|[^\W]ied|ing|en|ble)$|read|used|run|sold|asked|kept|held|seen", re.IGNORECASE)


def find(sources: Sources) -> Iterator[Finding]:
    for question in sources.bank.questions:
        for name, options in (("correct", question.correct), ("distractors", question.distractors)):
            for i, option in enumerate(options):
                if _VAGUE.search(option.text) and (term := _vague_term(option.text)):
                    message = f"'{term}' makes it unclear whether the option is right"
                    yield Finding(question.origin, (name, i, "text"), message)


def _vague_term(text: str) -> str:
    """The first word that weakens what the option says, or an empty text."""
    words = _WORD.findall(text)
    lower = [word.lower() for word in words]
    return next((word for i, word in enumerate(words) if _VAGUE.fullmatch(word) and _weakens(words, lower, i)), "")


def _weakens(words: list[str], lower: list[str], at: int) -> bool:
    word, before, after = lower[at], lower[:at], lower[at + 1 :]
    if word in ("may", "might"):  # May is a month; "who may read" is a permission
        return not words[at][0].isupper() and not _RELATIVES.intersection(before)
    if before and before[-1] in _COMPARISONS:  # "more often", "how frequently"
        return False
    if word == "generally" and after[:1] == ["available"]:  # the name of a stage of a product
        return False
    if _describes_a_noun(words, lower, at):  # "rarely accessed data"
        return False
    return word not in _HOW_OFTEN or not _RELATIVES.intersection(before)  # "data that is rarely read" is how it is used


def _describes_a_noun(words: list[str], lower: list[str], at: int) -> bool:
    """Whether the adverb belongs to a participle or an adjective before a noun, not to the verb of the option."""
    if at + 2 >= len(words) or not _DESCRIBES.fullmatch(words[at + 1]):
        return False
    if at == 0:
        return True
    before = words[at - 1]
    is_subject = (before[0].isupper() and at > 1) or before.isupper() or lower[at - 1] in _PRONOUNS
    return lower[at - 1] not in _AUXILIARIES and not is_subject


RULE = Rule(
    name="vague-terms",
    severity="warning",
    reason="Readers disagree on how often 'often' is, and test-wise candidates pick the hedged option.",
    source="NBME item-writing guide",
    bad=(
        "correct: [AWS often patches the host]\n"
        "distractors: [The customer patches the host, An auditor patches the host, A reseller patches the host]"
    ),
    good=(
        "correct: [AWS patches the host]\n"
        "distractors: [The customer patches the host, An auditor patches the host, A reseller patches the host]"
    ),
    find=find,
    languages=ENGLISH,
)

"""The words that decide between two facts: what their authors emphasized, or the only words in which they differ.

Where neither is clear, nothing is said: a wrong hint would be learned.
"""

from dataclasses import dataclass

from clfcards.model.bank import Fact
from clfcards.render.spans import spans

_MOST_WORDS = 4  # a longer difference is another sentence, not a deciding word
_LEAST_ALIKE = 4  # words that both texts share; with fewer, they are about different things


@dataclass(frozen=True, slots=True)
class Deciding:
    """The words that point to either fact; one of them can be empty."""

    right: str
    wrong: str


def deciding(right: Fact, wrong: Fact) -> Deciding | None:
    """The words that decide between two facts; None if nothing is clear."""
    return _emphasized(right, wrong) or _different(_asked(right).split(), _asked(wrong).split())


def _asked(fact: Fact) -> str:
    """What a fact's card shows before the answer. Clozes show their blanks, so nothing of them is compared."""
    return fact.front


def _emphasized(right: Fact, wrong: Fact) -> Deciding | None:
    """The emphasized words of both; words that both emphasize decide nothing."""
    of_right, of_wrong = (_emphasis(fact.front or fact.cloze) for fact in (right, wrong))
    only_right = [words for words in of_right if words.casefold() not in map(str.casefold, of_wrong)]
    only_wrong = [words for words in of_wrong if words.casefold() not in map(str.casefold, of_right)]
    if not only_right and not only_wrong:
        return None
    return Deciding(" … ".join(only_right), " … ".join(only_wrong))


def _emphasis(text: str) -> list[str]:
    emphasized = (" ".join(span.text.split()) for span in spans(text, {}) if span.style in ("em", "strong"))
    return [words for words in emphasized if words and "{{" not in words and "}}" not in words]


def _different(right: list[str], wrong: list[str]) -> Deciding | None:
    """The words between what the two texts have in common at their beginnings and at their ends."""
    before = 0
    while before < min(len(right), len(wrong)) and right[before] == wrong[before]:
        before += 1
    after = 0
    while after < min(len(right), len(wrong)) - before and right[-1 - after] == wrong[-1 - after]:
        after += 1
    ends = [text[before : len(text) - after] for text in (right, wrong)]
    if before + after < _LEAST_ALIKE or not all(0 < len(words) <= _MOST_WORDS for words in ends):
        return None
    return Deciding(*(" ".join(words).strip("?!.,:;") for words in ends))

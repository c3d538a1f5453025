"""The words of a text, as rules compare them."""

import re
from functools import lru_cache

_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
_MARKUP = re.compile(r"!\[[^\]]*\]\([^)]*\)|\]\([^)]*\)|[*`\[]")
_NON_WORD = re.compile(r"[\W_]+")


def word_set(text: str) -> frozenset[str]:
    """The words of a text that are separated by spaces, as a set."""
    return frozenset(text.split())


_STOP = word_set(
    "a an and are as at be been but by can do does for from has have how if in into is it its may more "
    "most much must no not of on only or other our should so some such than that the their them then "
    "there these they this those to under up use used uses using want wants was we what when where which "
    "while who whose why will with would need needs"
)


# Many rules read the same texts; a bank of 20,000 questions has fewer than 2^18 texts.
_cached = lru_cache(maxsize=2**18)


@_cached
def words(text: str) -> tuple[str, ...]:
    """The words of a text in lower case, without markup."""
    return tuple(_WORD.findall(_MARKUP.sub(" ", text).lower()))


@_cached
def content_words(text: str) -> frozenset[str]:
    """The words that carry meaning: those longer than three letters that are not stop words."""
    return frozenset(word for word in words(text) if len(word) > 3 and word not in _STOP)


@_cached
def normalized(text: str) -> str:
    """The text in lower case, without markup and punctuation, so that texts that read the same are equal."""
    if "](" in text:
        text = _MARKUP.sub(" ", text)
    return _NON_WORD.sub(" ", text.lower()).strip()

"""Words of a text, as rules compare them."""

import re
from functools import lru_cache

_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
_MARKUP = re.compile(r"!\[[^\]]*\]\([^)]*\)|\]\([^)]*\)|[*`\[]")
_NO_WORD = re.compile(r"[\W_]+")
_STOP = frozenset(
    [
        "a",
        "an",
        "and",
        "are",
        "as",
        "at",
        "be",
        "been",
        "but",
        "by",
        "can",
        "do",
        "does",
        "for",
        "from",
        "has",
        "have",
        "how",
        "if",
        "in",
        "into",
        "is",
        "it",
        "its",
        "may",
        "more",
        "most",
        "much",
        "must",
        "no",
        "not",
        "of",
        "on",
        "only",
        "or",
        "other",
        "our",
        "should",
        "so",
        "some",
        "such",
        "than",
        "that",
        "the",
        "their",
        "them",
        "then",
        "there",
        "these",
        "they",
        "this",
        "those",
        "to",
        "under",
        "up",
        "use",
        "used",
        "uses",
        "using",
        "want",
        "wants",
        "was",
        "we",
        "what",
        "when",
        "where",
        "which",
        "while",
        "who",
        "whose",
        "why",
        "will",
        "with",
        "would",
        "need",
        "needs",
    ]
)


# Many rules read the same texts; 2^18 is more than the texts of 20,000 questions.
_remembered = lru_cache(maxsize=2**18)


@_remembered
def words(text: str) -> tuple[str, ...]:
    """The words of a text in lower case, markup left out."""
    return tuple(_WORD.findall(_MARKUP.sub(" ", text).lower()))


@_remembered
def content_words(text: str) -> frozenset[str]:
    """The words that carry meaning: longer than three letters, and no stop words."""
    return frozenset(word for word in words(text) if len(word) > 3 and word not in _STOP)


@_remembered
def normalized(text: str) -> str:
    """The text without case, markup and punctuation: two texts that read the same are equal."""
    if "](" in text:
        text = _MARKUP.sub(" ", text)
    return _NO_WORD.sub(" ", text.lower()).strip()

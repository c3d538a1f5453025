"""The words of a text, as rules compare them."""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from math import ceil

from clfcards.model.scripts import UNSPACED, comparable, is_mark, needs_care

_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
_ADDRESS = r"\]\((?:[^)\]]|\](?!\())*+\)"  # it does not reach into the next address
_MARKUP = re.compile(rf"!\[[^\[\]]*+{_ADDRESS}|{_ADDRESS}|[*`\[]")
_NON_WORD = re.compile(r"[\W_]+")
_UNSPACED_RUN = f"([{UNSPACED}]+)"  # compiled when first needed: the large classes take some milliseconds
_UNSPACED_CHARACTER = f"[{UNSPACED}]"
# A Japanese or Chinese text has about twice as many characters as its English translation has words; in the other
# scripts without spaces, a word has about four letters, without the marks.
_EAST_ASIAN = "[\u3005-\U0003fffd]"
_CHARACTERS_OF_A_WORD, _LETTERS_OF_A_WORD = 2, 4


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
    """The words of a text in lower case, without markup.

    Where a language has no spaces between words, these are every two characters in a row: enough to see how alike
    two texts are, without a dictionary.
    """
    text = _MARKUP.sub(" ", text)
    if not needs_care(text):
        return tuple(_WORD.findall(text.lower()))
    return tuple(word for run, is_spaced in _runs(text) for word in ([run] if is_spaced else _pairs(run)))


@_cached
def word_count(text: str) -> int:
    """How many words a text has; about that many, if its language has no spaces between words."""
    if text.isascii() or not needs_care(text):
        return len(words(text))
    runs = list(_runs(_MARKUP.sub(" ", text)))
    unspaced = "".join(run for run, is_spaced in runs if not is_spaced)
    characters = len(re.findall(_EAST_ASIAN, unspaced))
    letters = sum(not is_mark(character) for character in unspaced) - characters
    about = characters / _CHARACTERS_OF_A_WORD + letters / _LETTERS_OF_A_WORD
    return sum(is_spaced for _, is_spaced in runs) + ceil(about)


def _runs(text: str) -> Iterator[tuple[str, bool]]:
    """The words of a text in any script. Those in a script without spaces are one run, and False is beside them."""
    text = comparable(text)
    # A mark is no letter for a pattern: in this copy of the text, each is one.
    shadow = "".join("x" if is_mark(character) else character for character in text)
    for match in _WORD.finditer(shadow):
        word = text[match.start() : match.end()]
        for run in re.split(_UNSPACED_RUN, word):
            if run:
                yield run, not re.fullmatch(_UNSPACED_RUN, run)


def _pairs(run: str) -> Iterator[str]:
    """Every two characters in a row, each with its marks."""
    characters: list[str] = []
    for character in run:
        if characters and is_mark(character):
            characters[-1] += character
        else:
            characters.append(character)
    if len(characters) == 1:
        yield characters[0]
    yield from (before + after for before, after in pairwise(characters))


@_cached
def content_words(text: str) -> frozenset[str]:
    """The words that carry meaning: those longer than three letters that are not stop words.

    Where there are no spaces between words, any two characters count.
    """
    return frozenset(word for word in words(text) if (len(word) > 3 and word not in _STOP) or _is_unspaced(word))


def _is_unspaced(word: str) -> bool:
    return not word.isascii() and re.fullmatch(_UNSPACED_RUN, word) is not None


@_cached
def normalized(text: str) -> str:
    """The text in lower case, without markup and punctuation, so that texts that read the same are equal.

    Between characters of scripts without spaces there are spaces: so words of all languages begin and end at one.
    """
    if "](" in text:
        text = _MARKUP.sub(" ", text)
    if not needs_care(text):
        return _NON_WORD.sub(" ", text.lower()).strip()
    kept = (c if c.isalnum() or is_mark(c) else " " for c in comparable(text))
    return " ".join(re.sub(_UNSPACED_CHARACTER, r" \g<0> ", "".join(kept)).split())

"""Spelling suggestions: the known word most similar to an unknown one."""

import difflib
from collections.abc import Iterable

MAX_LENGTH = 100  # characters; comparing words takes time in proportion to the product of their lengths
MOST_LISTED = 40  # known words in a message
MOST_COMPARISONS = 50_000  # about half a second


def closest(word: str, known: Iterable[str]) -> str:
    """The known word most similar to this one, or an empty text if none is similar."""
    if len(word) > MAX_LENGTH:
        return ""
    close = difflib.get_close_matches(word, list(known), n=1, cutoff=0.6)
    return close[0] if close else ""


def nearest(word: str, known: Iterable[str], most: int = 3) -> list[str]:
    """The known words that contain this one, the shortest first, or else those most similar to it; at most `most`."""
    if not word or len(word) > MAX_LENGTH:
        return []
    listed = list(known)
    containing = sorted((one for one in listed if word.lower() in one.lower()), key=lambda one: (len(one), one))
    return containing[:most] or difflib.get_close_matches(word, listed, n=most, cutoff=0.6)


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """The end of a message: `, did you mean 'answer'?`, or an empty text if no known word is similar."""
    found = closest(word, known)
    return f", did you mean '{found}'?" if found else ""


class Suggestions:
    """Suggestions for many unknown words. Comparing takes time, so after enough comparisons there are no more.

    So many unknown words are not misspelled: something else is wrong.
    """

    def __init__(self, known: Iterable[str]) -> None:
        self._known = list(known)
        self._found: dict[str, str] = {}

    def for_word(self, word: str) -> str:
        """The end of a message, as `did_you_mean` gives it."""
        if word not in self._found:
            if len(self._found) * len(self._known) > MOST_COMPARISONS:
                return ""
            self._found[word] = did_you_mean(word, self._known)
        return self._found[word]


def known_words(word: str, known: Iterable[str], name: str) -> str:
    """The end of a message: a suggestion, or else all known words if they are few: `; the tasks are 1.1 and 1.2`."""
    listed = list(known)
    if suggestion := did_you_mean(word, listed):
        return suggestion
    if not 0 < len(listed) <= MOST_LISTED:
        return ""
    if len(listed) == 1:
        return f"; the only {name} is {listed[0]}"
    return f"; the {name}s are {', '.join(listed[:-1])} and {listed[-1]}"

"""Spelling suggestions: the known word most similar to an unknown one."""

import difflib
from collections.abc import Iterable

MOST_LISTED = 40  # known words in a message


def closest(word: str, known: Iterable[str]) -> str:
    """The known word most similar to this one, or an empty text if none is similar."""
    close = difflib.get_close_matches(word, list(known), n=1, cutoff=0.6)
    return close[0] if close else ""


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """The end of a message: `, did you mean 'answer'?`, or an empty text if no known word is similar."""
    found = closest(word, known)
    return f", did you mean '{found}'?" if found else ""


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

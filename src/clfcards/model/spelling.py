"""Spelling suggestions: the known word most similar to an unknown one."""

import difflib
from collections.abc import Iterable

MAX_LENGTH = 100  # characters; comparing words takes time in proportion to the product of their lengths


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """The end of a message: `, did you mean 'answer'?`, or an empty text if no known word is similar."""
    if len(word) > MAX_LENGTH:
        return ""
    close = difflib.get_close_matches(word, list(known), n=1, cutoff=0.6)
    return f", did you mean '{close[0]}'?" if close else ""

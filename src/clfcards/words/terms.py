"""What the words on a screen mean: each is explained where it first appears, or by "?" on the page that has it."""

import re
from collections.abc import Mapping

from clfcards.words.lines import Line, wrapped

TERMS: Mapping[str, str] = {
    "new": "a card that you have not answered yet",
    "learning": "a card in its first minutes, or just forgotten: it comes again after short steps",
    "due": "a learned card whose recall has fallen to your desired retention",
    "again": "you did not know it; it comes back soon, and its interval begins small",
    "hard": "you knew it, but only just; the next interval grows little",
    "good": "you knew it; the usual rating",
    "easy": "you knew it at once; the next interval grows more",
    "retention": "of the learned cards, the share that you recalled at the day's first answer; it should be near your "
    "desired one",
    "recall now": "the probability, by the memory model, that you would recall the card now",
    "stability": "the days until the probability of recall falls from 100% to 90%",
    "difficulty": "of a card, how hard it is for you, from 1 to 10: it slows the growth of intervals; of an exam "
    "question, how few learners are expected to answer it right",
    "lapse": "a learned card that you forgot",
    "leech": "a card that you forgot eight times; it is suspended, because something behind it is missing",
    "suspended": "not asked until you unsuspend it with 'clfcards history unsuspend'",
    "buried": "not asked until tomorrow",
    "flag": "your own mark on a card or question; it changes nothing else",
    "cram": "cards asked out of turn; the schedule does not change",
    "log loss": "how wrong predictions of recall were; lower is better",
    "RMSE(bins)": "how far predicted and actual recall lie apart in groups of similar reviews; lower is better",
    "AUC": "how often a recalled card got a higher prediction than a forgotten one; 0.5 is guessing",
    "standard error": "how far a figure may be off by chance; two times in three by less than this",
    "seed": "the number from which the questions were drawn; the same number draws the same questions",
}
"""Every term with its meaning. A page explains those of them that are on it."""


def terms_on(text: str) -> list[str]:
    """The terms that a text has, in the order of the table; a plural counts."""
    return [term for term in TERMS if re.search(rf"(?<![\w-]){re.escape(term)}(s|es)?(?![\w-])", text, re.IGNORECASE)]


def term_lines(text: str, width: int) -> list[Line]:
    """What the terms in a text mean; nothing if it has none."""
    found = terms_on(text)
    lines = [Line("Words on this page", "title"), Line()] if found else []
    for term in found:
        lines += wrapped(TERMS[term], width, "", f"{term}: ", "  ")
    return lines

"""The rating that fits an answered question."""

from clfcards.memory.schedule import AGAIN, GOOD, HARD
from clfcards.model.bank import Fact, Question

_WORDS_A_SECOND = 3.5  # about 210 words a minute: reading to understand
_THINKING_SECONDS = 20
_SLOW = 2.0  # times the expected time


def suggested_rating(note: Fact | Question, right: bool, elapsed_ms: int) -> int:
    """Again for a wrong answer, hard for a right one that took long, else good.

    Easy is left to the learner: a quick right answer may be a lucky one.
    """
    if not right:
        return AGAIN
    return HARD if elapsed_ms > 1000 * _SLOW * _expected_seconds(note) else GOOD


def _expected_seconds(note: Fact | Question) -> float:
    if isinstance(note, Question):
        text = " ".join([note.stem, *(option.text for option in note.options)])
    else:
        text = note.front or note.cloze
    return len(text.split()) / _WORDS_A_SECOND + _THINKING_SECONDS

"""The suggested rating for an answered question."""

from clfcards.model.bank import Fact, Question
from clfcards.model.confidence import Confidence
from clfcards.model.rating import Rating
from clfcards.model.time import Milliseconds

_WORDS_PER_SECOND = 3.5  # about 210 words per minute: reading for comprehension
_THINKING_SECONDS = 20
_SLOW = 2.0  # times the expected time


def suggested_rating(
    note: Fact | Question, right: bool, elapsed: Milliseconds, confidence: Confidence | None = None
) -> Rating:
    """The suggested rating: "again" for a wrong answer, "hard" for a slow or guessed right answer, else "good".

    "Easy" is left to the learner: a quick right answer may be a lucky guess.
    """
    if not right:
        return Rating.AGAIN
    is_slow = elapsed > 1000 * _SLOW * _expected_seconds(note)
    return Rating.HARD if is_slow or confidence == "guess" else Rating.GOOD


def _expected_seconds(note: Fact | Question) -> float:
    if isinstance(note, Question):
        text = " ".join([note.stem, *(option.text for option in note.options)])
    else:
        text = note.front or note.cloze
    return len(text.split()) / _WORDS_PER_SECOND + _THINKING_SECONDS

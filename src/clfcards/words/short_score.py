"""The estimated score of a form that is too short for a score of its own, in words."""

from clfcards.exam.score import Score
from clfcards.model.guide import Guide
from clfcards.words.score import amount, passing

HOW_ESTIMATED = (
    "So few answers say as much about luck as about you. The score is therefore drawn toward what is usual, and so is "
    "what is said about each domain: the fewer the answers, the more."
)
ESTIMATE = (
    "In a whole exam, learners with such answers would score {value} on average; two times in three, their true score "
    "is between {low} and {high}. It takes {passing} to pass."
)


def short_score_sentence(guide: Guide, score: Score) -> str:
    """The expected score of a whole exam, and its interval."""
    value, low, high = (amount(score.kind, number) for number in (score.value, score.low, score.high))
    return ESTIMATE.format(value=value, low=low, high=high, passing=passing(guide))

"""The estimated score of a form that is too short for a score of its own, in words."""

from clfcards.exam.few_answers import ShortScore
from clfcards.model.guide import Guide

HOW_ESTIMATED = (
    "So few answers say as much about luck as about you. The score is therefore drawn toward what is usual, and so is "
    "what is said about each domain: the fewer the answers, the more."
)


def short_score_sentence(guide: Guide, score: ShortScore) -> str:
    """The expected score and its interval on the exam's scale."""
    return (
        f"On the exam's scale, learners with such answers would score {score.points} on average; two times in three, "
        f"their true score is between {score.low} and {score.high}. {guide.format.scale_pass} passes."
    )

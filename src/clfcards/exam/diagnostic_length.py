"""How many questions a diagnostic has."""

from clfcards.model.guide import Guide

QUESTIONS = 10
MOST_QUESTIONS = 30
"""How many questions a diagnostic has at most, with those that were added to it."""


def diagnostic_length(guide: Guide) -> int:
    """Ten questions, or fewer if the exam has fewer."""
    return min(QUESTIONS, guide.format.questions)

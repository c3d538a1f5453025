"""A card's rating, phase and place in the queue, in words."""

from clfcards.memory.state import CardState, Learning, New, Relearning, Review
from clfcards.model.rating import Rating

RATING_WORDS = {Rating.AGAIN: "again", Rating.HARD: "hard", Rating.GOOD: "good", Rating.EASY: "easy"}
_PHASE_WORDS: dict[type, str] = {New: "new", Learning: "learning", Review: "review", Relearning: "relearning"}


def phase_word(state: CardState) -> str:
    """The card's phase: new, learning, review or relearning."""
    return _PHASE_WORDS[type(state.phase)]


def queue_word(state: CardState) -> str:
    """Which of the three counts of a session the card belongs to: new, learning or due."""
    if state.is_new:
        return "new"
    return "learning" if state.in_steps else "due"

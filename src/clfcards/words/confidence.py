"""How sure a learner is of an answer in review, and what follows from it, in words."""

from clfcards.model.confidence import Confidence

_PHRASES: dict[Confidence, str] = {"sure": "sure", "unsure": "unsure", "guess": "a guess"}


def how_sure_phrase(confidence: Confidence | None) -> str:
    """What was just said about the answer to come, and what to do now."""
    if confidence is None:
        return "not said how sure: choose an option"
    return f"{_PHRASES[confidence]}: now choose an option"


def answer_remark(confidence: Confidence | None, *, right: bool, cram: bool) -> str:
    """What follows from an answer; empty if nothing does, as while cramming."""
    if cram or confidence is None:
        return ""
    if right and confidence == "guess":
        return "You guessed, so hard is suggested: you decide"
    if not right and confidence == "sure":
        return "You were sure, so this question comes back tomorrow, and once more after a week"
    return ""

"""How sure a learner says they are of an answer: in a practice exam, and with a question in review."""

from typing import Literal

Confidence = Literal["sure", "unsure", "guess"]
CONFIDENCES: tuple[Confidence, ...] = ("sure", "unsure", "guess")


def confidence_in(value: object) -> Confidence | None:
    """The confidence that a payload holds; None if it holds none, or one that only a newer version knows."""
    return next((each for each in CONFIDENCES if each == value), None)

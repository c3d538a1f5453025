"""The four ratings of an answer."""

from enum import IntEnum


class Rating(IntEnum):
    """How well a card was recalled. The log stores these numbers, which Anki and FSRS also use."""

    AGAIN = 1
    HARD = 2
    GOOD = 3
    EASY = 4

    # Enum hashes a member's name in Python code, and a replay looks up ratings half a million times.
    __hash__ = int.__hash__

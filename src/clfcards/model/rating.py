"""The four ratings of an answer."""

from enum import IntEnum


class Rating(IntEnum):
    """How well a card was recalled. The numbers are Anki's and FSRS's, and what the log keeps."""

    AGAIN = 1
    HARD = 2
    GOOD = 3
    EASY = 4

    # Enum hashes a member's name in Python; the memory model looks up ratings half a million times a replay.
    __hash__ = int.__hash__

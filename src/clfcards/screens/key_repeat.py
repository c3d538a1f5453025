"""A held key: the terminal sends no key-up, only the same key again, so the times of the events must tell."""

from dataclasses import dataclass
from math import inf

REPEAT_SECONDS = 0.15  # keyboards repeat 10 to 40 times a second; nobody presses one key seven times a second
READ_SECONDS = 0.75  # longer than the delay before the first repeat: 0.25 (console) to 0.66 s (X11) by default


@dataclass(frozen=True, slots=True)
class Pressed:
    """The key that was sent last, and when, in seconds of the events' clock."""

    key: str = ""
    at: float = -inf

    def repeats(self, before: "Pressed") -> bool:
        """Whether it can only be a repeat of the same key, still held."""
        return self.key == before.key and self.at - before.at < REPEAT_SECONDS

    def may_be_held_since(self, before: "Pressed") -> bool:
        """Whether it may be the first repeat of the same key, still held since `before`."""
        return self.key == before.key and self.at - before.at < READ_SECONDS

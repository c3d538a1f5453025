"""First meetings: answers to new cards right after their text was read.

Such an answer shows that the text was read, not that anything was remembered, so it is neither a success nor a
failure. It moves the card into its learning steps and counts as one of the day's new cards. FSRS is not given it: the
next answer, which is the first that tests recall, is the first that FSRS gets. Statistics, training and readiness leave
it out. A program that does not know the entry in the payload takes the event for an ordinary first review.
"""

from collections.abc import Mapping
from typing import Any

from clfcards.memory.event_kinds import REVIEW
from clfcards.model.event import Event

FIRST_MEETING: Mapping[str, Any] = {"learning": True}
"""What the payload of a review has in addition if it is a first meeting."""


def is_first_meeting(event: Event) -> bool:
    """Whether the event is the answer to a new card whose text was just read."""
    return event.kind == REVIEW and bool(event.payload) and event.payload.get("learning") is True

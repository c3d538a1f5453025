"""A learner's own notes on items: the latest text counts, and an empty one removes the note.

An item has at most one note, whichever of its cards it was written on.
"""

import re
from collections.abc import Iterable

from clfcards.memory.event_kinds import NOTE
from clfcards.model.event import Event, Stamp, live, stamped

LONGEST = 2000
"""The most characters that a note can be written with. A longer one, from another program, is shown cut off."""

# An import refuses them, so a note with one could not be taken to another device. Tabs and line ends are allowed.
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_HALF_CHARACTER = re.compile("[\ud800-\udfff]")


def own_notes(events: Iterable[Event]) -> dict[str, str]:
    """The notes by item id, from a log's events in any order; items whose note was removed are absent."""
    texts = {event.subject: str(event.payload.get("text", "")) for event in live(events) if event.kind == NOTE}
    return {item: _bounded(text) for item, text in texts.items() if text.strip()}


def note_event(stamp: Stamp, item: str, text: str) -> Event:
    """The event that sets the note of an item, or removes it if the text is empty.

    Raises ValueError, with a message for the learner, if the text cannot be a note.
    """
    return stamped(stamp, NOTE, item, {"text": note_text(text)})


def note_text(text: str) -> str:
    """The text as it is kept: without blanks around it, and with line ends of one kind.

    Raises ValueError, with a message for the learner, if it is too long or has characters that no text has.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").strip()
    if len(text) > LONGEST:
        raise ValueError(f"a note has at most {LONGEST:,} characters, and this one has {len(text):,}: shorten it")
    if bad := _CONTROL.search(text):
        raise ValueError(f"a note cannot have the control character U+{ord(bad[0]):04X}: leave it out")
    if _HALF_CHARACTER.search(text):
        raise ValueError("the note is not text in the encoding of this terminal: type it in UTF-8")
    return text


def _bounded(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"

"""Writing an own note into the log."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from clfcards.errors import UsageError
from clfcards.log.log import Log
from clfcards.memory.event_kinds import NOTE
from clfcards.memory.own_notes import note_event
from clfcards.model.event import Stamp
from clfcards.model.time import Timestamp


def write_note(log: Log, item: str, text: str, now: Callable[[], Stamp]) -> str:
    """Saves the text as the note of an item, and returns what it is now; an empty text removes it.

    Raises UsageError if the text cannot be a note.
    """
    written = log.events((NOTE,), subject=item)
    not_before = Timestamp(max((event.at + 1 for event in written), default=0))  # the clock may have been set back
    stamp = now()
    try:
        event = note_event(replace(stamp, at=Timestamp(max(stamp.at, not_before))), item, text)
    except ValueError as error:
        raise UsageError(str(error)) from error
    if event.payload["text"] != log.own_notes().get(item, ""):
        log.append(event)
    return str(event.payload["text"])


@dataclass(frozen=True)
class OwnNotes:
    """The learner's own notes in a log, read and written one at a time; `now` returns the stamp of a new event."""

    log: Log
    now: Callable[[], Stamp]

    def of(self, item: str) -> str:
        """The note on an item; empty if there is none."""
        return self.log.own_notes().get(item, "")

    def write(self, item: str, text: str) -> str:
        """As `write_note`."""
        return write_note(self.log, item, text, self.now)

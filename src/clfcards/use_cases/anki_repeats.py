"""Answers that are in the log twice: as they were given here, and as they came back from Anki to another device.

A device that imports from Anki what a second one has exported cannot know that the answer was given there. Once both
histories are in one log, the event from Anki is undone. The undo is the same event on every device, so the order in
which histories are merged does not matter.
"""

from clfcards.log.log import Log
from clfcards.model.event import Event
from clfcards.model.event_kind import UNDO
from clfcards.use_cases.anki_import import ID_PREFIX, LoggedAnswers

REPEAT_PREFIX = "repeat-"
"""How the id of an undo begins that removes such an event."""


def undo_repeats(log: Log) -> int:
    """Undoes the events from Anki that repeat another event of the log, and returns their number."""
    if not log.has_ids(ID_PREFIX):
        return 0
    repeats = [event for id_ in LoggedAnswers(log).repeats() if (event := log.event(id_))]
    return log.merge(
        Event(id=f"{REPEAT_PREFIX}{each.id}", at=each.at, utc_offset=each.utc_offset, kind=UNDO, subject=each.id)
        for each in repeats
    )

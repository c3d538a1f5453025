"""Merges another device's events into the log: a few at once, many in parts between which other windows can write."""

from clfcards.errors import ClfcardsError
from clfcards.log.import_limits import MAX_EVENTS_OF_ONE
from clfcards.log.log import Log
from clfcards.log.rows import event_of
from clfcards.log.staged_events import StagedEvents

_AT_ONCE = 2000  # events; deriving the states after more takes too long for one transaction
_PART = 10_000  # events; smaller parts write the same pages more often, larger ones make other windows wait


def merge_staged(log: Log, events: StagedEvents) -> int:
    """Adds the events that the log does not have yet, and returns their number. The others are removed from `events`.

    If many are added and the program ends in between, a part of them is in the log and its states are derived at
    the next start. That does no harm: events are merged by their ids, so the same import then adds the rest.
    Raises ClfcardsError if nothing could be added, or only a part, which the message then says.
    """
    subject, number = events.most_of_one()
    if number > MAX_EVENTS_OF_ONE:
        raise ClfcardsError(
            f"'{subject}' has {number:,} events, more than {MAX_EVENTS_OF_ONE:,}: this is not a log of a learner; "
            "nothing was imported"
        )
    events.remove(log.known_ids)
    rows = events.in_order()
    if len(rows) <= _AT_ONCE:
        return log.merge(map(event_of, rows))
    added = 0
    at: int | None = None
    try:
        for start in range(0, len(rows), _PART):
            new, at = log.merge_part(rows[start : start + _PART], at, len(rows))
            added += new
        log.derive_in_parts()
    except ClfcardsError as error:
        if not added:
            raise
        raise ClfcardsError(
            f"{error}; {added:,} of {len(rows):,} new events were imported: import again to add the rest",
            error.next_step,
        ) from error
    return added

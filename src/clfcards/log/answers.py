"""The answers in reviews, read without the rest of their events, because a long log has tens of thousands of them."""

import sqlite3
from typing import NamedTuple

from clfcards.log.rows import NOT_UNDONE
from clfcards.memory.event_kinds import REVIEW
from clfcards.model.time import Timestamp, UtcOffset

# `memory.first_meeting.is_first_meeting` in SQL; a test checks that the two agree.
_IS_FIRST_MEETING = "ifnull(json_type(payload, '$.learning') = 'true', 0)"
_QUERY = (
    f"SELECT at, id, utc_offset, subject, rating, {_IS_FIRST_MEETING} FROM event "
    f"WHERE kind = '{REVIEW}' AND {NOT_UNDONE} ORDER BY at, id"
)


class LoggedAnswer(NamedTuple):
    """A live review: its place in the log's order, its card, its rating (1 to 4), and whether it was a first meeting,
    as 0 or 1."""

    at: Timestamp
    id: str
    utc_offset: UtcOffset
    card: str
    rating: int
    is_first_meeting: int


def read_answers(connection: sqlite3.Connection) -> list[LoggedAnswer]:
    """Every live review, in order."""
    return [LoggedAnswer._make(row) for row in connection.execute(_QUERY)]

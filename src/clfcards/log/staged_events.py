"""Events on their way into the log: they stay outside of it until all are checked."""

from collections import Counter
from collections.abc import Callable, Iterable
from operator import itemgetter

from clfcards.errors import ClfcardsError
from clfcards.log.import_limits import MAX_CHARACTERS, MAX_EVENTS
from clfcards.log.rows import Row, event_row
from clfcards.model.event import Event

_IDS_AT_ONCE = 500
_by_time = itemgetter(1, 0)
_kind_and_subject = itemgetter(3, 4)


class StagedEvents:
    """Events by id; of several with one id, the first counts. They take about 50 MB for 100,000 answers."""

    def __init__(self) -> None:
        self._rows: dict[str, Row] = {}
        self._characters = 0  # of the payloads

    def add(self, events: Iterable[Event]) -> None:
        """Adds events. Raises ClfcardsError if there are more than a learner has."""
        rows = self._rows
        for row in map(event_row, events):
            if row[0] in rows:
                continue
            rows[row[0]] = row
            self._characters += len(row[8] or "")
            if len(rows) > MAX_EVENTS or self._characters > MAX_CHARACTERS:
                raise ClfcardsError(
                    f"there are more than {MAX_EVENTS:,} events, or more than {MAX_CHARACTERS:,} characters in what "
                    "they hold: this is not a log of a learner; nothing was imported"
                )

    def count(self) -> int:
        return len(self._rows)

    def remove(self, known: Callable[[list[str]], set[str]]) -> None:
        """Removes the events whose ids are `known`; the function returns those among the ids it is called with."""
        ids = list(self._rows)
        for start in range(0, len(ids), _IDS_AT_ONCE):
            for id_ in known(ids[start : start + _IDS_AT_ONCE]):
                del self._rows[id_]

    def most_of_one(self) -> tuple[str, int]:
        """The subject that most events of one kind happened to, and their number; empty subjects are left out."""
        numbers = Counter(map(_kind_and_subject, self._rows.values()))
        return max(((subject, n) for (_, subject), n in numbers.items() if subject), key=itemgetter(1), default=("", 0))

    def in_order(self) -> list[Row]:
        """The events' rows by time."""
        return sorted(self._rows.values(), key=_by_time)

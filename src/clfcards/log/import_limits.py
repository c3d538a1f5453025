"""What an imported event may hold, besides being an event: once it is in the log, every command has to live with it.

The log is never changed, so an event that some command cannot read, or that makes it slow, would be there forever.
The bounds are far above what the program writes itself, and the same on every Python.
"""

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from clfcards.errors import ClfcardsError
from clfcards.memory.event_kinds import RESET
from clfcards.model.event import Event
from clfcards.model.time import Timestamp
from clfcards.next_step import NextStep

MAX_LINE_BYTES = 1_000_000  # the report of an exam with 800 questions has about 0.2 MB
MAX_DEPTH = 32  # levels of lists and objects; the program writes at most 6
MAX_SUBJECT = 200  # characters
MAX_KIND = 64
MAX_ID = 64 + MAX_SUBJECT  # the id of an exam's answer ends with that of its question
MAX_PULLED = 1000  # cards that one event brings forward
MAX_CARDS = 200_000  # that a file brings forward
MAX_EVENTS = 1_000_000  # of one import: 100 a day for 27 years
MAX_CHARACTERS = 200_000_000  # of their payloads: 1,000 reports of the largest exams
MAX_EVENTS_OF_ONE = 20_000  # that happened to one card, or that bring it forward
MAX_INTEGER = 2**63 - 1
AHEAD = dt.timedelta(days=2)
"""How far events may be ahead of this computer's clock: clocks differ, but not by days."""

ANY_DATE = Timestamp(2**53)
"""A latest time that is later than every event's."""

_NAME = re.compile(r"[!-~]+")
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")


class ImportLimits:
    """Checks the events of one import, one after the other. `latest` is the latest time that they may have."""

    def __init__(self, latest: Timestamp) -> None:
        self._latest = latest
        self._kinds: set[str] = set()  # that were checked
        self._pulled: Counter[str] = Counter()

    def check(self, event: Event) -> None:
        """Raises ValueError, or for a date a ClfcardsError, with a message that says what is wrong."""
        _check_name("id", event.id, MAX_ID)
        if event.kind not in self._kinds:
            _check_name("kind", event.kind, MAX_KIND)
            self._kinds.add(event.kind)
        if len(event.subject) > MAX_SUBJECT or not event.subject.isprintable():
            raise ValueError(f"'subject' must be at most {MAX_SUBJECT} printable characters")
        if event.at > self._latest:
            day = dt.datetime.fromtimestamp(event.at / 1000, dt.UTC).date()
            raise ClfcardsError(
                f"the event '{event.id}' is dated {day}, more than {AHEAD.days} days ahead of this computer's clock: "
                "set the clock if it is wrong",
                NextStep.again_with(any_date=True),
            )
        if event.payload:
            _check_values(event.payload)
            for entry in ("pulled", "cards") if event.kind == RESET else ("pulled",):
                self._check_cards(entry, event.payload.get(entry, ()))

    def _check_cards(self, name: str, pulled: Sequence[str]) -> None:
        """Checks the cards that an event names: those that it brings forward, or those that it resets."""
        if len(pulled) > MAX_PULLED:
            raise ValueError(f"'{name}' has {len(pulled):,} cards, more than {MAX_PULLED:,}")
        if any(len(card) > MAX_SUBJECT or not card.isprintable() for card in pulled):
            raise ValueError(f"a card in '{name}' must be at most {MAX_SUBJECT} printable characters")
        self._pulled.update(pulled)
        if len(self._pulled) > MAX_CARDS:
            raise ValueError(f"the events name more than {MAX_CARDS:,} cards")
        if card := next((card for card in pulled if self._pulled[card] > MAX_EVENTS_OF_ONE), None):
            raise ValueError(f"the events name the card '{card}' more than {MAX_EVENTS_OF_ONE:,} times")


def _check_name(name: str, text: str, most: int) -> None:
    if len(text) > most or not _NAME.fullmatch(text):
        raise ValueError(f"'{name}' must be at most {most} characters of ASCII without spaces, not '{text[:80]}'")


def _check_values(payload: Mapping[str, Any]) -> None:
    for depth, value in _values(payload):
        if depth > MAX_DEPTH:
            raise ValueError(f"the payload is nested deeper than {MAX_DEPTH} levels")
        if isinstance(value, str) and (bad := _CONTROL.search(value)):
            raise ValueError(f"the payload has the control character U+{ord(bad[0]):04X}")
        if isinstance(value, int) and abs(value) > MAX_INTEGER:
            raise ValueError("the payload has a number that is too large")


def _values(payload: Mapping[str, Any]) -> Iterator[tuple[int, Any]]:
    """Every value and key in the payload, with its depth, without recursion; nothing below the greatest depth."""
    waiting: list[tuple[int, Any]] = [(1, payload)]
    while waiting:
        depth, value = waiting.pop()
        yield depth, value
        if isinstance(value, Mapping):
            yield from ((depth, key) for key in value)
            waiting += [(depth + 1, each) for each in value.values()]
        elif isinstance(value, list):
            waiting += [(depth + 1, each) for each in value]

"""Writes answers into the review log of a running Anki, and the values that follow from them into its cards.

Anki's import takes no history for cards that exist. The values of a card are written before its answers: where the
answers are, the values are, too, whenever this was ended. The memory is left to Anki, which derives it from the
answers, with its own weights, when FSRS is on and the card is shown next.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from clfcards.anki.connect import AnkiConnect, AnkiError
from clfcards.anki.history_package import AnkiAnswer
from clfcards.anki.running_cards import CardValues, day_of, day_of_some_card, reviews_of, values_of_cards
from clfcards.use_cases.anki_import import SAME_MS
from clfcards.use_cases.anki_lacks import AnkiLacks, LackingCard, has_answer

_AT_ONCE = 50  # cards between whose values and answers this can be ended
_IN_REVIEW = 2  # Anki's type and queue
_SUSPENDED = -1  # Anki's queue
_ONE_PER_MS = "UNIQUE"  # in the words of SQLite: the identifier of an entry is its time, and another entry has it
_READ = {"type": "type", "queue": "queue", "due": "due", "ivl": "interval", "reps": "reps", "lapses": "lapses"}
"""The values that can be read back: the names to write them by, and those to read them by."""


@dataclass(frozen=True, slots=True)
class RunningExport:
    """What Anki has afterward, as it was read back: answers and resets, and the cards that it did not take."""

    answers: int
    resets: int
    not_taken: tuple[str, ...]


def export_into_anki(lacks: AnkiLacks, anki: AnkiConnect) -> RunningExport:
    """Writes what Anki lacks, and reads it back. Raises AnkiError if a call fails."""
    before = values_of_cards(anki, [card.card.id for card in lacks.cards])
    cards = [card for card in lacks.cards if card.card.id in before]
    day_0 = lacks.today - _anki_day(anki, cards)
    wanted = {card.card.id: _values(card, day_0, before[card.card.id]) for card in cards}
    for start in range(0, len(cards), _AT_ONCE):
        some = cards[start : start + _AT_ONCE]
        calls = (_call(each.card.id, wanted[each.card.id]) for each in some if wanted[each.card.id])
        list(anki.call_all(object, calls))
        _insert(anki, [_row(each, answer) for each in some for answer in each.answers])
    return _read_back(lacks, anki, wanted)


def _anki_day(anki: AnkiConnect, cards: Sequence[LackingCard]) -> int:
    """Anki's number of today. If no card is in review yet, the first that will be is put there to find it out."""
    probe = next((each for each in cards if each.columns and each.columns.type == _IN_REVIEW), None)
    if probe is None:
        return 0  # it is needed for none
    found = day_of_some_card(anki)
    if found is None:
        list(anki.call_all(object, [_call(probe.card.id, {"type": _IN_REVIEW, "queue": _IN_REVIEW, "due": 0})]))
        found = day_of(anki, probe.card.id, 0)
    return found


def _values(lacking: LackingCard, day_0: int, before: CardValues) -> dict[str, Any]:
    """What to write into a card, by the add-on's names; nothing if no answer moved it."""
    columns = lacking.columns
    if columns is None:
        if all(answer.ease > 0 for answer in lacking.answers):
            return {}
        values = {"type": 0, "queue": 0, "due": lacking.position, "ivl": 0, "left": 0, "factor": 0}
    else:
        values = {
            "type": columns.type,
            "queue": columns.queue,
            "due": columns.due - day_0 if columns.type == _IN_REVIEW else columns.due,
            "ivl": columns.interval,
            "left": columns.left,
            "factor": before.factor or columns.factor,
            "reps": columns.reps,
            "lapses": columns.lapses,
        }
    if lacking.card.is_suspended:
        values["queue"] = _SUSPENDED
    if lacking.keeps_due:
        values = {name: value for name, value in values.items() if name in ("factor", "reps", "lapses")}
    return values | {"memory_state": None, "last_review_time": lacking.last_at and lacking.last_at // 1000}


def _call(card: int, values: Mapping[str, Any]) -> tuple[str, dict[str, Any]]:
    params = {"card": card, "keys": list(values), "newValues": list(values.values()), "warning_check": True}
    return "setSpecificValueOfCard", params


def _row(lacking: LackingCard, answer: AnkiAnswer) -> list[int]:
    """An entry of the review log in the add-on's order; -1 says that it is not synced yet."""
    return [
        answer.at, lacking.card.id, -1, answer.ease, answer.interval, answer.last_interval, 0, answer.time, answer.kind
    ]  # fmt: skip


def _insert(anki: AnkiConnect, rows: Sequence[list[int]]) -> None:
    """Adds entries. Where an entry of another deck has the same millisecond, one is moved by a few."""
    try:
        anki.call(object, "insertReviews", reviews=rows)
    except AnkiError as error:
        if _ONE_PER_MS not in error.said:
            raise
        for row in rows if len(rows) > 1 else ():
            _insert(anki, [row])
        if len(rows) == 1:
            _insert_near(anki, rows[0])


def _insert_near(anki: AnkiConnect, row: list[int]) -> None:
    at, *rest = row
    for later in range(1, SAME_MS):
        try:
            anki.call(object, "insertReviews", reviews=[[at + later, *rest]])
        except AnkiError as error:
            if _ONE_PER_MS not in error.said:
                raise
        else:
            return


def _read_back(lacks: AnkiLacks, anki: AnkiConnect, wanted: Mapping[int, Mapping[str, Any]]) -> RunningExport:
    ids = [card.card.id for card in lacks.cards]
    reviews, values = reviews_of(anki, ids), values_of_cards(anki, ids)
    arrived: list[AnkiAnswer] = []
    not_taken: list[str] = []
    for each in lacks.cards:
        id_ = each.card.id
        there = [answer for answer in each.answers if has_answer(reviews[id_], answer)]
        arrived += there
        if len(there) < len(each.answers) or not _has_values(values.get(id_), wanted.get(id_)):
            not_taken.append(each.key)
    resets = sum(answer.ease == 0 for answer in arrived)
    return RunningExport(len(arrived) - resets, resets, tuple(not_taken))


def _has_values(now: CardValues | None, wanted: Mapping[str, Any] | None) -> bool:
    if now is None or wanted is None:
        return False
    return all(getattr(now, _READ[name]) == value for name, value in wanted.items() if name in _READ)

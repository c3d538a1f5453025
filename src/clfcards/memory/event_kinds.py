"""The kinds of event that reviews add to the log."""

from collections.abc import Mapping
from typing import Any

from clfcards.memory.weights import within_bounds
from clfcards.model.event_kind import UNDO, EventKind, names_of, table_of

REVIEW = "review"
CRAM = "cram"
SUSPEND = "suspend"
UNSUSPEND = "unsuspend"
BURY = "bury"
FLAG = "flag"
SET = "set"
WEIGHTS = "weights"
RESET = "reset"
NOTE = "note"

MOST_RESET = 1000
"""The most cards that one reset names, in its payload's `cards`: its subject only says in words what they are."""

FLAGS = range(8)
"""The flags of a card; 0 means no flag."""

ANSWERS = (REVIEW, CRAM)
"""The kinds with a rating: a review changes the schedule; cramming does not."""

TERMS = (WEIGHTS, SET, UNDO)
"""The kinds that can affect the states of all cards, in addition to each card's own events."""


def _check_flag(payload: Mapping[str, Any]) -> None:
    if payload.get("flag") not in FLAGS:
        raise ValueError("'flag' is not an integer from 0 to 7")


def _check_reset(payload: Mapping[str, Any]) -> None:
    cards = payload.get("cards")
    if not isinstance(cards, list) or not cards or not all(type(card) is str and card for card in cards):
        raise ValueError("'cards' is not a list of cards")
    if len(cards) > MOST_RESET:
        raise ValueError(f"'cards' has {len(cards):,} cards, more than {MOST_RESET:,}")


def _check_weights(payload: Mapping[str, Any]) -> None:
    weights = payload.get("weights")
    if not isinstance(weights, list) or not all(type(w) in (int, float) for w in weights):
        raise ValueError("'weights' is not a list of numbers")
    if not within_bounds(weights):
        raise ValueError("'weights' must be 21 numbers within the bounds of FSRS-6")


def _check_note(payload: Mapping[str, Any]) -> None:
    if type(payload.get("text")) is not str:
        raise ValueError("'text' is not a text")


KINDS = table_of(
    EventKind(REVIEW, touches_card=True, is_rating=True, is_undoable=True, is_listed=True),
    EventKind(CRAM, is_undoable=True, is_listed=True),
    EventKind(SUSPEND, touches_card=True, is_undoable=True, is_listed=True),
    EventKind(UNSUSPEND, touches_card=True, is_undoable=True, is_listed=True),
    EventKind(BURY, touches_card=True, is_undoable=True, is_listed=True),
    EventKind(FLAG, _check_flag, touches_card=True, is_undoable=True, is_listed=True),
    EventKind(SET, is_undoable=True, is_listed=True),
    EventKind(WEIGHTS, _check_weights, is_undoable=True, is_listed=True),
    EventKind(RESET, _check_reset, is_undoable=True, is_listed=True),
    EventKind(NOTE, _check_note, is_undoable=True, is_listed=True),
    EventKind(UNDO),
)

IN_SESSION = (*names_of(KINDS.values(), lambda kind: kind.touches_card), CRAM, NOTE)
"""The kinds that act on the card shown, so that a session can undo them and show the card again.

The subject of an own note is an item, not a card, so undoing one leaves the card that is shown.
"""

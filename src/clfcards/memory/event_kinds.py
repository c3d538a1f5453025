"""The kinds of event that a review leaves in the log."""

from collections.abc import Mapping
from typing import Any

from clfcards.model.event_kind import UNDO, EventKind, names_of, table_of

REVIEW = "review"
CRAM = "cram"
SUSPEND = "suspend"
UNSUSPEND = "unsuspend"
BURY = "bury"
FLAG = "flag"
SET = "set"
WEIGHTS = "weights"

FLAGS = range(8)
"""The flags of a card; 0 is none."""

ANSWERS = (REVIEW, CRAM)
"""What has a rating: a review changes the schedule, cramming leaves it as it is."""

TERMS = (WEIGHTS, SET, UNDO)
"""What the states of all cards depend on besides a card's own events."""


def _check_flag(payload: Mapping[str, Any]) -> None:
    if payload.get("flag") not in FLAGS:
        raise ValueError("'flag' is not 0 to 7")


def _check_weights(payload: Mapping[str, Any]) -> None:
    from clfcards.memory.model import within_bounds  # the scheduler behind it takes 25 ms to import

    weights = payload.get("weights")
    if not isinstance(weights, list) or not all(type(w) in (int, float) for w in weights):
        raise ValueError("'weights' is not a list of numbers")
    if not within_bounds(weights):
        raise ValueError("'weights' are not 21 numbers inside FSRS-6's bounds")


KINDS = table_of(
    EventKind(REVIEW, touches_card=True, is_rating=True, is_undoable=True, is_listed=True),
    EventKind(CRAM, is_undoable=True, is_listed=True),
    EventKind(SUSPEND, touches_card=True, is_undoable=True, is_listed=True),
    EventKind(UNSUSPEND, touches_card=True, is_undoable=True, is_listed=True),
    EventKind(BURY, touches_card=True, is_undoable=True, is_listed=True),
    EventKind(FLAG, _check_flag, touches_card=True, is_undoable=True, is_listed=True),
    EventKind(SET, is_undoable=True, is_listed=True),
    EventKind(WEIGHTS, _check_weights, is_undoable=True, is_listed=True),
    EventKind(UNDO),
)

IN_SESSION = (*names_of(KINDS.values(), lambda kind: kind.touches_card), CRAM)
"""What is done to the card shown, so that a session can undo it and show the card again."""

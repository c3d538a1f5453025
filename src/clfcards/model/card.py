"""A card's key: its note's id and a number, `srm-of-in/1`. It is the card's identity in the learner's log."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from clfcards.model.bank import Fact, Question

_NUMBERED = re.compile(r"\{\{[0-9]+:")


def card_keys(note: Fact | Question) -> tuple[str, ...]:
    """The keys of a note's cards.

    A fact's card is 1 and its reverse is 2. A cloze's card has the number the author gave the blank,
    so that removing one blank does not shift the history of another card. A question's card is 1.
    """
    # Not at the top: commands that only handle keys, such as `history`, need no notes, and start 5 ms earlier.
    from clfcards.model.bank import Fact
    from clfcards.model.cloze import card_numbers, parse_cloze

    if isinstance(note, Fact):
        if note.cloze and _NUMBERED.search(note.cloze):
            return tuple(f"{note.id}/{number}" for number in card_numbers(parse_cloze(note.cloze)))
        if note.reverse:
            return f"{note.id}/1", f"{note.id}/2"
    return (f"{note.id}/1",)


def note_of(card: str) -> str:
    """The id of the note a card belongs to."""
    return card.rpartition("/")[0]


def number_of(card: str) -> int:
    """The card's number inside its note."""
    return int(card.rpartition("/")[2])

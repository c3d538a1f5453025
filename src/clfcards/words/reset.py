"""A soft reset of progress: the question before it, what was done, and the document of `--json`."""

from collections.abc import Sequence
from dataclasses import dataclass

from clfcards.model.event import Event
from clfcards.next_step import NextStep
from clfcards.use_cases.reset_progress import Reset
from clfcards.words.next_steps import command_line
from clfcards.words.phrases import count, was


def question(reset: Reset) -> str:
    """What the learner must agree to."""
    cards = count(reset.learned, "learned card")
    become = "becomes" if reset.learned == 1 else "become"
    return f"Of {reset.what}, {cards} {become} new again. The history keeps every answer. Reset?"


def outcome(reset: Reset, events: Sequence[Event]) -> str:
    """What was done, and how to undo it."""
    if not reset.learned:
        return f"{reset.what}: no card was learned, so there is nothing to reset"
    if not events:
        return "nothing was reset"
    undo = command_line(NextStep.run(" ".join(["history undo", *(event.id for event in events)])))
    return f"{count(reset.learned, 'card')} of {reset.what} {was(reset.learned)} reset; '{undo}' takes it back"


@dataclass(frozen=True, slots=True)
class ResetDocument:
    """The document of `history reset --json`; `events` are the ids for `history undo`, none if nothing was done."""

    what: str
    cards: int
    learned: int
    events: tuple[str, ...]


def document(reset: Reset, events: Sequence[Event]) -> ResetDocument:
    return ResetDocument(reset.what, len(reset.cards), reset.learned, tuple(event.id for event in events))

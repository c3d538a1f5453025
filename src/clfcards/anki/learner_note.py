"""A note of ours as a learner's collection has it."""

from dataclasses import dataclass

from clfcards.anki.merge import NoteText


@dataclass(frozen=True, slots=True)
class LearnerCard:
    """A card in the learner's collection: its id, the name of its deck, and whether it is suspended.

    A card that a filtered deck has borrowed may have that deck's name, because a running Anki does not tell its own.
    """

    id: int
    deck: str
    is_suspended: bool = False
    is_borrowed: bool = False


@dataclass(frozen=True, slots=True)
class LearnerNote:
    """A note in the learner's collection; `number` is its id in Anki."""

    number: int
    text: NoteText
    cards: tuple[LearnerCard, ...]

    @property
    def id(self) -> str:
        """The id of our item."""
        return self.text.fields.get("Id", "")

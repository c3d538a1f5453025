"""The kinds of note that Anki gets: the one table of what differs between them.

A new kind is an entry here, its templates and id in `anki/note_types.py`, and its rendering in
`render/notes.py`; nothing else asks which kind a note is of. The field names and their order are frozen
from version 1: Anki treats an added or moved field as another note type, and existing notes would stop
being updated. New needs take a spare field.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

CLOZE_BLANK = re.compile(r"\{\{c(?P<number>[0-9]+)::(?P<answer>.*?)(?:::(?P<hint>.*?))?\}\}", re.DOTALL)
_BLANK_NUMBER = re.compile(r"\{\{c([0-9]+)::")
# As render/notes.py writes them into a question's answers.
_OPTION = re.compile(r'<span class="text">(.*?)</span>', re.DOTALL)
_RIGHT_OPTION = re.compile(r'class="right">.*?<span class="text">(.*?)</span>', re.DOTALL)
_TAIL = ("Services", "Source", "Verified", "Task", "Id", "Spare 1", "Spare 2", "Spare 3")

Fields = Mapping[str, str]
"""A note's HTML texts by the names of their fields."""


@dataclass(frozen=True, slots=True, eq=False)  # each is there once
class NoteKind:
    """A kind of note. The first of its `fields` is what it asks; `explanation` names the field that says why.

    `name` is part of the note type's name in Anki, and stands in the ledger. `answers` finds what a learner
    has to come up with, `options` what is offered, both as HTML texts. `is_cloze` is Anki's own distinction:
    such a note makes a card for each number among its blanks, the others as many as their item says.
    """

    name: str
    fields: tuple[str, ...]
    explanation: str
    answers: Callable[[Fields], list[str]]
    options: Callable[[Fields], list[str]]
    is_cloze: bool = False

    def ordinals(self, asks: str, cards: int) -> tuple[int, ...]:
        """Which of the note type's cards a note makes, from 0; `asks` is its first field, `cards` their number."""
        if self.is_cloze:
            return tuple(sorted({int(number) - 1 for number in _BLANK_NUMBER.findall(asks)}))
        return tuple(range(cards))


def _back(fields: Fields) -> list[str]:
    return [fields["Back"]]


def _blanks(fields: Fields) -> list[str]:
    return [blank["answer"] for blank in CLOZE_BLANK.finditer(fields["Text"])]


def _right_options(fields: Fields) -> list[str]:
    return sorted(_RIGHT_OPTION.findall(fields["Answers"]))


def _all_options(fields: Fields) -> list[str]:
    return _OPTION.findall(fields["Answers"])


def _no_options(_: Fields) -> list[str]:
    return []


FACT = NoteKind("Fact", ("Front", "Back", "Reverse", "Why", *_TAIL), "Why", _back, _no_options)
CLOZE = NoteKind("Cloze", ("Text", "Why", *_TAIL), "Why", _blanks, _no_options, is_cloze=True)
QUESTION = NoteKind(
    "Question", ("Stem", "Choose", "Options", "Answers", *_TAIL), "Answers", _right_options, _all_options
)
NOTE_KINDS = (FACT, CLOZE, QUESTION)

"""The kinds of note in Anki packages: a single table of the differences between them.

A new kind needs an entry here, templates and an id in `anki/note_types.py`, and rendering code in
`render/notes.py`. No other code depends on the kind of a note. The field names and their order are frozen
since version 1: Anki treats an added or moved field as a different note type, and existing notes would
no longer be updated. Use a spare field for a new purpose.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

# These patterns also read packages that others made. Each stops where the next match could begin, and never goes
# back, so that no text takes longer than in proportion to its length.
CLOZE_BLANK = re.compile(
    r"\{\{c(?P<number>[0-9]++)::(?P<answer>(?:[^{}:]|:(?!:))*+)(?:::(?P<hint>[^{}]*+))?\}\}", re.DOTALL
)
_BLANK_NUMBER = re.compile(r"\{\{c([0-9]+)::")
# The markup that render/notes.py writes into a question's answers.
_TEXT = r'<span class="text">((?:[^<]|<(?!/span>|span class="text">))*+)</span>'
_OPTION = re.compile(_TEXT)
_RIGHT_OPTION = re.compile(r'class="right">(?:(?!class="right">|<span class="text">).)*+' + _TEXT, re.DOTALL)
_TAIL = ("Services", "Source", "Verified", "Task", "Id", "Spare 1", "Spare 2", "Spare 3")

Fields = Mapping[str, str]
"""A note's HTML texts by the names of their fields."""


@dataclass(frozen=True, slots=True, eq=False)  # there is only one instance of each kind
class NoteKind:
    """A kind of note. The first of its `fields` is the question; `explanation` names the field that explains it.

    `name` is part of the note type's name in Anki and is stored in the ledger. `answers` finds the texts
    that a learner has to recall, and `options` the options to choose from, both as HTML. `is_cloze` is
    Anki's own distinction: a cloze note makes one card for each number among its blanks, and any other
    note makes as many cards as its item says.
    """

    name: str
    fields: tuple[str, ...]
    explanation: str
    answers: Callable[[Fields], list[str]]
    options: Callable[[Fields], list[str]]
    is_cloze: bool = False

    def ordinals(self, asks: str, cards: int) -> tuple[int, ...]:
        """The ordinals of the note's cards, from 0; `asks` is its first field, and `cards` the number of its cards."""
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

"""The kinds of note in Anki packages: a single table of the differences between them.

A new kind needs an entry here, templates and an id in `anki/note_types.py`, and rendering code in
`render/notes.py`. No other code depends on the kind of a note. The field names and their order are frozen
since version 1: Anki treats an added or moved field as a different note type, and existing notes would
no longer be updated. Use a spare field for a new purpose.
"""

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from clfcards.model.language import Language

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

    @property
    def answer_field(self) -> str:
        """The field that holds the answer."""
        return next(name for name in ("Back", "Text", "Answers") if name in self.fields)

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

# In the kinds above, the templates have English words. In those below, all words are in fields, and "Language" has
# the attributes of the card's outermost element. So exams in all other languages share them, and an exam whose
# language is corrected keeps its notes.
_TAIL_WITH_LANGUAGE = (*_TAIL[:5], "Language", *_TAIL[5:])
WORDED_FACT = NoteKind(
    "Fact (any language)", ("Front", "Back", "Reverse", "Why", *_TAIL_WITH_LANGUAGE), "Why", _back, _no_options
)
WORDED_CLOZE = NoteKind(
    "Cloze (any language)", ("Text", "Why", *_TAIL_WITH_LANGUAGE), "Why", _blanks, _no_options, is_cloze=True
)
WORDED_QUESTION = NoteKind(
    "Question (any language)",
    ("Stem", "Choose", "Options", "Answers", *_TAIL_WITH_LANGUAGE),
    "Answers",
    _right_options,
    _all_options,
)


@dataclass(frozen=True, slots=True, eq=False)
class NoteFamily:
    """The kinds of the notes of one exam: a fact, a cloze and a question."""

    fact: NoteKind
    cloze: NoteKind
    question: NoteKind

    @property
    def kinds(self) -> tuple[NoteKind, ...]:
        return self.fact, self.cloze, self.question


ENGLISH = NoteFamily(FACT, CLOZE, QUESTION)
ANY_LANGUAGE = NoteFamily(WORDED_FACT, WORDED_CLOZE, WORDED_QUESTION)
FAMILIES = (ENGLISH, ANY_LANGUAGE)
NOTE_KINDS = tuple(kind for family in FAMILIES for kind in family.kinds)


def family_of(language: Language, published: Collection[str] = ()) -> NoteFamily:
    """The kinds for an exam in this language; `published` are the names of kinds that it has published notes of.

    What was published keeps its kind whatever the language is now: Anki would not take the new notes for the old
    ones, and learners would begin again.
    """
    for family in FAMILIES:
        if any(kind.name in published for kind in family.kinds):
            return family
    return ENGLISH if language.is_english else ANY_LANGUAGE

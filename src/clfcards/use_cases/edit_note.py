"""Opens a note's source in the learner's own editor, if the learner may edit it."""

import os
from dataclasses import dataclass
from pathlib import Path

from clfcards.decks.contents import decode
from clfcards.decks.study import StudyDeck
from clfcards.model.bank import Fact, Question
from clfcards.system.editor import EditorOutcome, open_editor
from clfcards.system.files import read_bytes


@dataclass(frozen=True, slots=True)
class SourceGone:
    """The file was removed after the deck was read."""

    path: Path


@dataclass(frozen=True, slots=True)
class ReadOnly:
    """The learner is not allowed to change the file."""

    path: Path


@dataclass(frozen=True, slots=True)
class Installed:
    """The source came with the program: the next update of the program would undo a change."""


EditOutcome = SourceGone | ReadOnly | Installed | EditorOutcome


def edit_note(deck: StudyDeck, note_id: str) -> EditOutcome:
    """Opens the editor at the note's line and waits for it. Raises ClfcardsError if the file cannot be read."""
    note = deck.notes[note_id]
    path = deck.files.get(note.origin.path)
    if path is None:
        return Installed()
    if not path.exists():
        return SourceGone(path)
    if "site-packages" in path.resolve().parts:
        return Installed()
    if not os.access(path, os.W_OK):
        return ReadOnly(path)
    return open_editor(path, _line(note, path))


def _line(note: Fact | Question, path: Path) -> int:
    """The line of the note's first text, counted from 1."""
    from clfcards.source.locate import locate  # imported here, because it imports YAML

    text, _ = decode(read_bytes(path))
    field = ("front" if note.front else "cloze") if isinstance(note, Fact) else "stem"
    return locate(note.origin.path, text, [(note.origin.index, (field,))])[0].line

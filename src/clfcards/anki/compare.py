"""Two releases held against each other: what changed for a learner, and how much it matters."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from clfcards.anki.release import Release, ReleasedNote
from clfcards.render.html import plain_text
from clfcards.rules.words import normalized

Severity = Literal["answer changed", "reworded", "typo", "explanation", "details"]
SEVERITIES: tuple[Severity, ...] = ("answer changed", "reworded", "typo", "explanation", "details")
_BLANK = re.compile(r"\{\{c[0-9]+::(.*?)(?:::.*?)?\}\}", re.DOTALL)
_RIGHT = re.compile(r'class="right">.*?<span class="text">(.*?)</span>', re.DOTALL)
_OPTION = re.compile(r'<span class="text">(.*?)</span>', re.DOTALL)
_SAME_WORD = 0.7  # SequenceMatcher's ratio of a word and its mistyped twin


@dataclass(frozen=True, slots=True)
class NoteChange:
    """A changed note. `before` and `after` are the texts that the severity is about, without markup."""

    id: str
    domain: str
    severity: Severity
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """Everything that differs, ids sorted. `added` and `gone` hold (id, domain, what is asked)."""

    added: tuple[tuple[str, str, str], ...]
    gone: tuple[tuple[str, str, str], ...]
    changed: tuple[NoteChange, ...]


def compare(old: Release, new: Release) -> Comparison:
    """What a learner of the old release gets with the new one."""
    changes = (_change(id_, old[id_], new[id_]) for id_ in sorted(old.keys() & new.keys()))
    return Comparison(
        tuple((id_, new[id_].domain, prompt(new[id_])) for id_ in sorted(new.keys() - old.keys())),
        tuple((id_, old[id_].domain, prompt(old[id_])) for id_ in sorted(old.keys() - new.keys())),
        tuple(change for change in changes if change is not None),
    )


def prompt(note: ReleasedNote) -> str:
    """What the note asks, as plain text; blanks as […]."""
    if note.note_type == "Cloze":
        return plain_text(_BLANK.sub("[…]", note.fields["Text"]))
    return plain_text(note.fields["Front" if note.note_type == "Fact" else "Stem"])


def answer(note: ReleasedNote) -> str:
    """What it wants to hear, as plain text."""
    if note.note_type == "Cloze":
        found = _BLANK.findall(note.fields["Text"])
    elif note.note_type == "Question":
        found = sorted(_RIGHT.findall(note.fields["Answers"]))
    else:
        found = [note.fields["Back"]]
    return "; ".join(plain_text(text).strip() for text in found)


def _change(id_: str, old: ReleasedNote, new: ReleasedNote) -> NoteChange | None:
    if old == new:
        return None

    def change(severity: Severity, before: str = "", after: str = "") -> NoteChange:
        return NoteChange(id_, new.domain, severity, before, after)

    if normalized(answer(old)) != normalized(answer(new)):
        return change("answer changed", answer(old), answer(new))
    if (old.note_type, _options(old)) != (new.note_type, _options(new)):
        return change("reworded", prompt(old), prompt(new))
    before, after = prompt(old), prompt(new)
    if before != after or answer(old) != answer(new):
        return change("typo" if _is_typo(before, after) else "reworded", before, after)
    why = "Answers" if new.note_type == "Question" else "Why"
    if old.fields[why] != new.fields[why]:
        return change("explanation")
    return change("details")


def _options(note: ReleasedNote) -> list[str]:
    return sorted(normalized(plain_text(text)) for text in _OPTION.findall(note.fields.get("Answers", "")))


def _is_typo(before: str, after: str) -> bool:
    """Whether the texts differ in case, marks and single letters of words alone; a number is never a typo."""
    old, new = normalized(before).split(), normalized(after).split()
    return len(old) == len(new) and all(
        a == b
        or (not any(c.isdigit() for c in a + b) and SequenceMatcher(None, a, b, autojunk=False).ratio() >= _SAME_WORD)
        for a, b in zip(old, new, strict=True)
    )

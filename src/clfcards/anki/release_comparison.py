"""Compares two releases: what changed for a learner, and how much it matters.

`release.py` has the content of a release; `release_notes.py` reports the changes that the ledger recorded.
"""

from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from clfcards.anki.release import Release, ReleasedNote
from clfcards.render.html import plain_text
from clfcards.render.note_kinds import CLOZE_BLANK
from clfcards.rules.words import normalized

Severity = Literal["answer changed", "reworded", "typo", "explanation", "details"]
SEVERITIES: tuple[Severity, ...] = ("answer changed", "reworded", "typo", "explanation", "details")
_LONGEST_WORDS = 200  # characters of two words; a comparison takes time in proportion to the product of both
_SAME_WORD = 0.7  # the least SequenceMatcher ratio of a word and its misspelling


@dataclass(frozen=True, slots=True)
class NoteChange:
    """A changed note. `before` and `after` are the texts that decided the severity, without markup."""

    id: str
    domain: str
    severity: Severity
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """All differences, sorted by id. `added` and `gone` contain (id, domain, prompt)."""

    added: tuple[tuple[str, str, str], ...]
    gone: tuple[tuple[str, str, str], ...]
    changed: tuple[NoteChange, ...]


def compare(old: Release, new: Release) -> Comparison:
    """The changes that a learner with the old release gets with the new one."""
    changes = (_change(id_, old[id_], new[id_]) for id_ in sorted(old.keys() & new.keys()))
    return Comparison(
        tuple((id_, new[id_].domain, prompt(new[id_])) for id_ in sorted(new.keys() - old.keys())),
        tuple((id_, old[id_].domain, prompt(old[id_])) for id_ in sorted(old.keys() - new.keys())),
        tuple(change for change in changes if change is not None),
    )


def prompt(note: ReleasedNote) -> str:
    """The note's question as plain text, with blanks as […]."""
    asks = note.fields[note.kind.fields[0]]
    return plain_text(CLOZE_BLANK.sub("[…]", asks))  # braces in the sources are escaped, so they do not match


def answer(note: ReleasedNote) -> str:
    """The answer that a learner must recall, as plain text."""
    return "; ".join(plain_text(text).strip() for text in note.kind.answers(note.fields))


def _change(id_: str, old: ReleasedNote, new: ReleasedNote) -> NoteChange | None:
    if old == new:
        return None

    def change(severity: Severity, before: str = "", after: str = "") -> NoteChange:
        return NoteChange(id_, new.domain, severity, before, after)

    if normalized(answer(old)) != normalized(answer(new)):
        return change("answer changed", answer(old), answer(new))
    if (old.kind, _options(old)) != (new.kind, _options(new)):
        return change("reworded", prompt(old), prompt(new))
    before, after = prompt(old), prompt(new)
    if before != after or answer(old) != answer(new):
        return change("typo" if _is_typo(before, after) else "reworded", before, after)
    if old.fields[old.kind.explanation] != new.fields[new.kind.explanation]:
        return change("explanation")
    return change("details")


def _options(note: ReleasedNote) -> list[str]:
    return sorted(normalized(plain_text(text)) for text in note.kind.options(note.fields))


def _is_typo(before: str, after: str) -> bool:
    """Whether the texts differ only in case, punctuation and a few letters of words; a number is never a typo."""
    old, new = normalized(before).split(), normalized(after).split()
    return len(old) == len(new) and all(
        a == b
        or (
            len(a) + len(b) <= _LONGEST_WORDS
            and not any(c.isdigit() for c in a + b)
            and SequenceMatcher(None, a, b, autojunk=False).ratio() >= _SAME_WORD
        )
        for a, b in zip(old, new, strict=True)
    )

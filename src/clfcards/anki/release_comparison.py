"""Compares two releases of a package: what changed for a learner, and how much it matters."""

from collections.abc import Callable, Iterator, Set
from dataclasses import dataclass
from typing import Literal

from clfcards.anki.content import is_content_of
from clfcards.anki.release import Notes, Release, ReleasedNote
from clfcards.model.ledger import Content, Ledger
from clfcards.render.html import plain_text
from clfcards.render.note_kinds import CLOZE_BLANK, NOTE_KINDS
from clfcards.render.report_link import without_report_link
from clfcards.rules.words import normalized

Severity = Literal["answer changed", "reworded", "typo", "explanation", "details", "report link"]
SEVERITIES: tuple[Severity, ...] = ("answer changed", "reworded", "typo", "explanation", "details", "report link")
_LONGEST_WORDS = 200  # characters of two words; a comparison takes time in proportion to the product of both
ANSWER_FIELDS = {kind.name: kind.answer_field for kind in NOTE_KINDS}
"""The field that holds the answer, by the name of the kind of note."""
_SAME_WORD = 0.7  # the least SequenceMatcher ratio of a word and its misspelling


@dataclass(frozen=True, slots=True)
class NoteChange:
    """A changed note. `before` and `after` are the texts that decided the severity, without markup; they differ.

    `before` is empty if the old text is not known.
    """

    id: str
    domain: str
    severity: Severity
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Listed:
    """A note that came or went, and what it asks. `reason` and `successor` are of a retired note."""

    id: str
    domain: str
    asks: str
    reason: str = ""
    successor: str = ""


@dataclass(frozen=True, slots=True)
class Comparison:
    """All differences for whoever has the old release of a package and imports the new one, each sorted by id.

    `changed` includes notes that left the deck earlier. `gone` is `retired` and `left` together.
    `moved` notes are in another domain, and those with `fewer_cards` lost a card. `codes` are the exams' codes in
    the tags of both releases.
    """

    added: tuple[Listed, ...]
    returned: tuple[Listed, ...]
    changed: tuple[NoteChange, ...]
    retired: tuple[Listed, ...]
    left: tuple[Listed, ...]
    moved: tuple[Listed, ...]
    fewer_cards: tuple[Listed, ...]
    codes: frozenset[str]

    @property
    def gone(self) -> tuple[Listed, ...]:
        return tuple(sorted((*self.retired, *self.left), key=lambda note: note.id))

    @property
    def is_empty(self) -> bool:
        return not (self.added or self.returned or self.changed or self.gone or self.moved or self.fewer_cards)


def compare(package: str, old: Release, new: Release, ledger: Ledger | None) -> Comparison:
    """The differences in the package named `package`. `ledger` is the newest one, which knows what was retired."""
    before, after = old.packages.get(package, {}), new.packages.get(package, {})
    known = {id_: note for id_ in after if (note := old.note(id_)) is not None}
    gone = _listed(before, {id_ for id_ in before if id_ not in after and _has_gone(id_, new)}, ledger)
    retired = {note.id for note in gone if _is_retired(note.id, new, ledger)}
    changes = [_change(id_, was, after[id_]) for id_, was in known.items() if _is_changed(id_, old, was, after[id_])]
    changes += _changes_of_held_back(package, old, new, ledger)
    return Comparison(
        added=_listed(after, after.keys() - known.keys(), ledger),
        returned=_listed(after, {id_ for id_ in known if id_ in old.reserve}, ledger),
        changed=tuple(sorted(changes, key=lambda change: change.id)),
        retired=tuple(note for note in gone if note.id in retired),
        left=tuple(note for note in gone if note.id not in retired),
        moved=_listed(after, {id_ for id_ in known if known[id_].domain not in ("", after[id_].domain)}, ledger),
        fewer_cards=_listed(after, {id_ for id_ in known if set(known[id_].cards) - set(after[id_].cards)}, ledger),
        codes=_codes(before) | _codes(after),
    )


def _has_gone(id_: str, new: Release) -> bool:
    """Whether a note is in none of the new packages."""
    return not any(id_ in notes for notes in new.packages.values())


def _is_changed(id_: str, old: Release, was: ReleasedNote, now: ReleasedNote) -> bool:
    """Whether a learner with the old release gets another content.

    The old ledger decides, if there is one: what it was rendered to then is in no other place, and the sources of that
    time may have been edited without a build.
    """
    entry = old.ledger.notes.get(id_) if old.ledger else None
    return was.rendered != now.rendered if entry is None else not is_content_of(now.rendered, entry)


def _changes_of_held_back(package: str, old: Release, new: Release, ledger: Ledger | None) -> Iterator[NoteChange]:
    """The changes of published notes of this package that are in no deck of the new release, but in the sources."""
    for id_, now in new.reserve.items():
        entry = ledger.notes.get(id_) if ledger else None
        if id_ not in old.packages.get(package, {}) and (entry is None or entry.package != package):
            continue
        was = old.note(id_)
        if was is not None:
            if _is_changed(id_, old, was, now):
                yield _change(id_, was, now)
        elif entry is not None and old.ledger is None and old.at is not None:
            # The old release is a package alone, and the note had left the deck before: only the ledger knows it.
            versions = sum(version.at <= old.at for version in entry.versions)
            if versions and not is_content_of(now.rendered, entry, versions):
                yield _unread_change(id_, now, entry.content(versions), entry.content())


def _unread_change(id_: str, now: ReleasedNote, before: Content | None, after: Content | None) -> NoteChange:
    """A change of a note whose old text is not known. Where the answer may be another one, it counts as changed."""
    name = ANSWER_FIELDS[now.kind.name]
    is_answer = before is None or after is None or before.fields.get(name) != after.fields.get(name)
    return NoteChange(id_, now.domain, "answer changed" if is_answer else "reworded", "", prompt(now))


def _is_retired(id_: str, new: Release, ledger: Ledger | None) -> bool:
    if id_ in new.reserve:
        return False
    entry = ledger.notes.get(id_) if ledger else None
    return entry is None or entry.left is None


def _listed(notes: Notes, ids: Set[str], ledger: Ledger | None) -> tuple[Listed, ...]:
    entries = ledger.notes if ledger else {}

    def listed(id_: str) -> Listed:
        entry, note = entries.get(id_), notes[id_]
        return Listed(id_, note.domain, prompt(note), *((entry.reason, entry.successor) if entry else ()))

    return tuple(listed(id_) for id_ in sorted(ids))


def _codes(notes: Notes) -> frozenset[str]:
    return frozenset(tag.split("::")[0] for note in notes.values() for tag in note.tags if "::" in tag)


def prompt(note: ReleasedNote) -> str:
    """The note's question as plain text, with blanks as […]."""
    asks = note.fields[note.kind.fields[0]]
    return plain_text(CLOZE_BLANK.sub("[…]", asks))  # braces in the sources are escaped, so they do not match


def answer(note: ReleasedNote) -> str:
    """The answer that a learner must recall, as plain text."""
    return "; ".join(plain_text(text).strip() for text in note.kind.answers(note.fields))


def _statement(note: ReleasedNote) -> str:
    """A cloze as a whole, with its blanks filled: what it says, whatever it asks for."""
    return plain_text(CLOZE_BLANK.sub(lambda blank: blank["answer"], note.fields[note.kind.fields[0]]))


def _change(id_: str, old: ReleasedNote, new: ReleasedNote) -> NoteChange:
    """How much a change matters, and the texts that decide it."""

    def change(severity: Severity, text: Callable[[ReleasedNote], str] = lambda _: "") -> NoteChange:
        return NoteChange(id_, new.domain, severity, text(old), text(new))

    if normalized(answer(old)) != normalized(answer(new)) and not _says_the_same(old, new):
        return change("answer changed", answer)
    options = _changed_options(old, new)
    differing = [text for text in (prompt, answer, options) if text(old) != text(new)]
    reworded = [text for text in differing if not _is_typo(text(old), text(new))]
    if differing:
        return change("reworded" if reworded else "typo", (reworded or differing)[0])
    if old.fields[old.kind.explanation] != new.fields[new.kind.explanation]:
        return change("explanation")
    return change("report link" if _without_link(old) == _without_link(new) else "details")


def _without_link(note: ReleasedNote) -> tuple[object, ...]:
    """All that the note says and has, without its link to report a mistake."""
    return (*map(without_report_link, note.rendered.fields), note.tags)


def _says_the_same(old: ReleasedNote, new: ReleasedNote) -> bool:
    """Whether both are clozes that say the same, with other blanks: no answer has become wrong."""
    return old.kind.is_cloze and new.kind.is_cloze and normalized(_statement(old)) == normalized(_statement(new))


def _changed_options(old: ReleasedNote, new: ReleasedNote) -> Callable[[ReleasedNote], str]:
    """A function that gives, as plain text, the options of either note that the other does not have."""
    common = _options(old) & _options(new)
    return lambda note: "; ".join(sorted(_options(note) - common)) or "–"


def _options(note: ReleasedNote) -> set[str]:
    return {plain_text(text).strip() for text in note.kind.options(note.fields)}


def _is_typo(before: str, after: str) -> bool:
    """Whether the texts differ only in case, punctuation and a few letters of words; a number is never a typo."""
    from difflib import SequenceMatcher  # takes 3 ms, and most builds compare no texts

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

"""The differences between a collection in Anki and the sources: lines, and the document of `--json`."""

from collections.abc import Iterable
from dataclasses import dataclass

from clfcards.codec import from_json, to_json
from clfcards.next_step import NextStep
from clfcards.use_cases.anki_diff import AnkiDiff, EditedNote, MovedNote, OutdatedNote
from clfcards.visible import on_one_line
from clfcards.words.lines import Line, wrapped
from clfcards.words.next_steps import command_line
from clfcards.words.phrases import count

_MOST_LISTED = 50  # of one kind; the document lists all
_MOST_IDS = 10  # of the notes in one deck


@dataclass(frozen=True, slots=True)
class OutdatedDocument:
    """A note with an older text of ours."""

    note: str
    fields: tuple[str, ...]
    severity: str


@dataclass(frozen=True, slots=True)
class EditedDocument:
    """A note with texts or tags of the learner's; `conflicts` are the fields that we changed, too."""

    note: str
    fields: tuple[str, ...]
    conflicts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MovedDocument:
    """A note with cards in another deck than ours; `is_own` if we never gave them that deck."""

    note: str
    cards: int
    deck: str
    ours: str
    is_own: bool


@dataclass(frozen=True, slots=True)
class AnkiDiffDocument:
    """The document; either `profile` or `file` is empty. The lists without objects hold note ids."""

    exam: str
    profile: str
    file: str
    same: int
    missing: tuple[str, ...]
    outdated: tuple[OutdatedDocument, ...]
    edited: tuple[EditedDocument, ...]
    unknown: tuple[str, ...]
    retired: tuple[str, ...]
    moved: tuple[MovedDocument, ...]
    duplicated: tuple[str, ...]


def document(found: AnkiDiff) -> AnkiDiffDocument:
    """The differences as the document."""
    return from_json(to_json(found), AnkiDiffDocument)


def lines(found: AnkiDiff, width: int) -> list[Line]:
    """The differences, kind by kind, and what to do about them."""
    where = f"'{found.file}'" if found.file else f"Anki's profile '{found.profile}'"
    shown = [Line(on_one_line(f"{found.exam} in {where}"), "title")]
    shown += _section("missing there" if found.file else "missing in Anki", found.missing, width)
    shown += _section("outdated", map(_outdated, found.outdated), width)
    shown += _section("edited by you", map(_edited, found.edited), width)
    shown += _section("as in no published version", found.unknown, width)
    shown += _section("retired", found.retired, width)
    shown += _moved_lines(found.moved, width)
    shown += _section("there more than once", found.duplicated, width)
    shown.append(Line(f"  {count(found.same, 'note')} as in the sources"))
    if found.outdated or any(not move.is_own for move in found.moved):
        push = f"'{command_line(NextStep.run('anki push'))}' brings what is outdated up to date"
        shown += wrapped(f"{push} in a running Anki" if found.file else push, width)
    return shown


def _section(title: str, items: Iterable[str], width: int) -> list[Line]:
    listed = list(items)
    if not listed:
        return []
    shown = [Line(f"  {count(len(listed), 'note')} {title}")]
    for item in listed[:_MOST_LISTED]:
        shown += wrapped(on_one_line(item), width, "dim", "    ", "      ")
    if len(listed) > _MOST_LISTED:
        shown.append(Line(f"    and {len(listed) - _MOST_LISTED:,} more", "dim"))
    return shown


def _outdated(note: OutdatedNote) -> str:
    return f"{note.note}: {note.severity} ({', '.join(note.fields)})"


def _edited(note: EditedNote) -> str:
    also = f"; we changed {', '.join(note.conflicts)}, too" if note.conflicts else ""
    return f"{note.note}: {', '.join(note.fields)}{also}"


def _moved_lines(moved: Iterable[MovedNote], width: int) -> list[Line]:
    """A line for each deck: a learner who renamed the deck has all notes in another one."""
    groups: dict[tuple[str, str, bool], list[MovedNote]] = {}
    for note in moved:
        groups.setdefault((note.deck, note.ours, note.is_own), []).append(note)
    if not groups:
        return []
    number = len({note.note for notes in groups.values() for note in notes})
    shown = [Line(f"  {count(number, 'note')} in another deck")]
    for (deck, ours, is_own), notes in groups.items():
        whose = "a deck of your own" if is_own else f"which is '{ours}' now"
        ids = [note.note for note in notes]
        more = f" and {len(ids) - _MOST_IDS:,} more" if len(ids) > _MOST_IDS else ""
        what = f"{count(sum(note.cards for note in notes), 'card')} in '{deck}', {whose}"
        shown += wrapped(on_one_line(f"{what}: {', '.join(ids[:_MOST_IDS])}{more}"), width, "dim", "    ", "      ")
    return shown

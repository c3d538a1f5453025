"""What a push would do: our notes, compared with those in a learner's collection. Pure; nothing is written."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from clfcards.anki.learner_note import LearnerNote
from clfcards.anki.merge import TAGS, Merged, NoteBase, NoteText, merged, taking_ours
from clfcards.anki.merge_base import Pushed, base_of
from clfcards.anki.release import Release, ReleasedNote
from clfcards.anki.release_comparison import NoteChange, compare
from clfcards.model.ledger import Entry, Ledger
from clfcards.render.note_kinds import NOTE_KINDS, NoteKind

_KINDS = {kind.name: kind for kind in NOTE_KINDS}
_LEVELS = ("domain", "task", "kind")  # of the tags that every note of every exam has
_PICTURE = re.compile(r'<img src="([^"]+)"')

Take = Literal["ours", "mine"]


@dataclass(frozen=True, slots=True)
class OurNote:
    """A note of the sources: its content, its package, the name of its deck in Anki, and its place among new cards."""

    note: ReleasedNote
    package: str
    deck: str
    position: int

    @property
    def text(self) -> NoteText:
        """The note as Anki keeps it: Anki composes accents (NFC)."""
        fields = {name: unicodedata.normalize("NFC", text) for name, text in self.note.fields.items()}
        return NoteText(fields, self.note.tags)


@dataclass(frozen=True, slots=True)
class OurNotes:
    """Everything that an exam's sources have for Anki.

    `code` is the exam's. `notes` are those of all decks, and published ones in no deck. `default` are the ids of those
    that every learner should have, `packages` the ids of each package's notes. Published names of decks are in the
    `ledger`.
    """

    code: str
    notes: Mapping[str, OurNote]
    default: frozenset[str]
    packages: Mapping[str, frozenset[str]]
    ledger: Ledger


@dataclass(frozen=True, slots=True)
class NotePush:
    """A note that both sides have: what the learner has, and what the merge makes of it.

    `change` is how much of it changes for the learner; None if nothing is written, or only tags.
    """

    mine: LearnerNote
    ours: OurNote
    merged: Merged
    change: NoteChange | None = None

    @property
    def is_answer_changed(self) -> bool:
        return self.change is not None and self.change.severity == "answer changed"


@dataclass(frozen=True, slots=True)
class Move:
    """Cards of a note that go to another deck, because the note's deck is another one now."""

    id: str
    cards: tuple[int, ...]
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class PushPlan:
    """What a push would do, and what it cannot do, each in the order of Anki's ids.

    `pushes` are all notes that both sides have. `unknown` notes fit no published version, so nothing of them is
    overwritten. `missing` are ids that are not in the collection. `retired` notes are no longer in the sources.
    `duplicated` are ids that several notes have. `pictures` are the names of those that new texts show.
    """

    pushes: tuple[NotePush, ...]
    unknown: tuple[LearnerNote, ...]
    missing: tuple[str, ...]
    retired: tuple[LearnerNote, ...]
    duplicated: tuple[str, ...]
    moves: tuple[Move, ...]
    pictures: tuple[str, ...]

    @property
    def changed(self) -> tuple[NotePush, ...]:
        """The notes of which something is written."""
        return tuple(push for push in self.pushes if not push.merged.is_nothing)

    @property
    def conflicts(self) -> tuple[NotePush, ...]:
        """The notes with a field that both sides changed."""
        return tuple(push for push in self.pushes if push.merged.conflicts)

    @property
    def edited(self) -> tuple[NotePush, ...]:
        """The notes with a field or tags that only the learner changed; they stay."""
        return tuple(push for push in self.pushes if push.merged.edited)

    @property
    def fields_not_in_anki(self) -> dict[str, list[str]]:
        """The ids of the notes whose note type in Anki lacks one of our fields with a text, by the field's name.

        It was renamed or removed there, so that no correction of it can arrive.
        """
        found: dict[str, list[str]] = {}
        for push in self.pushes:
            for name, text in push.ours.text.fields.items():
                if text and name not in push.mine.text.fields:
                    found.setdefault(name, []).append(push.mine.id)
        return found

    @property
    def has_notes(self) -> bool:
        """Whether the collection has any note of the exam."""
        return bool(self.pushes or self.unknown or self.retired)

    @property
    def unsuspended(self) -> tuple[int, ...]:
        """The cards of retired notes that are not suspended."""
        return tuple(card.id for note in self.retired for card in note.cards if not card.is_suspended)


def push_plan(
    ours: OurNotes,
    notes: Iterable[LearnerNote],
    pushed: Mapping[int, Pushed],
    take: Take | None = None,
    taken: frozenset[str] = frozenset(),
) -> PushPlan:
    """The plan for a collection with these notes; `pushed` is what was pushed to it before, by Anki's note id.

    With `take`, conflicts are decided for that side: all, or those of the notes `taken` if any are named. A note that
    fits no published version is overwritten only if it is named.
    """
    both: list[NotePush] = []
    unknown: list[LearnerNote] = []
    retired: list[LearnerNote] = []
    for mine in sorted(notes, key=lambda note: note.number):
        base = _base(ours, mine, pushed.get(mine.number))
        our = ours.notes.get(mine.id)
        if not _is_of(ours.code, mine, base, is_known=our is not None or mine.id in ours.ledger.notes):
            continue
        if our is None:
            retired.append(mine)
        elif base is None and _differs(our, mine) and not (take == "ours" and mine.id in taken):
            unknown.append(mine)
        else:
            decided = take if not taken or mine.id in taken else None
            both.append(NotePush(mine, our, _merge(base or NoteBase(), our.text, mine.text, decided)))
    there = {note.id for note in (*unknown, *retired, *(push.mine for push in both))}
    counts = Counter(note.id for note in (*unknown, *retired, *(push.mine for push in both)))
    pushes = tuple(_with_changes(both))
    return PushPlan(
        pushes=pushes,
        unknown=tuple(unknown),
        missing=_missing(ours, there),
        retired=tuple(retired),
        duplicated=tuple(sorted(id_ for id_, number in counts.items() if number > 1)),
        moves=tuple(move for push in pushes for move in _moves(ours.ledger, push)),
        pictures=tuple(sorted(_shown_pictures(pushes))),
    )


def _shown_pictures(pushes: Iterable[NotePush]) -> set[str]:
    return {name for push in pushes for text in push.merged.fields.values() for name in _PICTURE.findall(text)}


def kind_of(ours: OurNotes, id_: str) -> NoteKind | None:
    """The kind of a note of the sources, or of one that was published."""
    entry, our = ours.ledger.notes.get(id_), ours.notes.get(id_)
    return our.note.kind if our else _KINDS.get(entry.type) if entry else None


def _base(ours: OurNotes, mine: LearnerNote, pushed: Pushed | None) -> NoteBase | None:
    kind = kind_of(ours, mine.id)
    return base_of(kind, mine.text, ours.ledger.notes.get(mine.id), pushed) if kind else None


def _is_of(code: str, mine: LearnerNote, base: NoteBase | None, *, is_known: bool) -> bool:
    """Whether a note belongs to the exam: the notes of another exam can have the same ids, and even the same texts.

    The tags tell; those of an older guide have another code, but they are all tags of a published version.
    """
    levels = [tag.split("::") for tag in mine.text.tags if "::" in tag]
    codes = {first.casefold() for first, second, *_ in levels if second in _LEVELS}
    if not is_known:
        return False
    if code.casefold() in codes:
        return True
    return base is not None and (not codes or base.tags is not None)


def _differs(our: OurNote, mine: LearnerNote) -> bool:
    return any(mine.text.fields.get(name, text) != text for name, text in our.text.fields.items())


def _merge(base: NoteBase, ours: NoteText, mine: NoteText, take: Take | None) -> Merged:
    found = merged(base, ours, mine)
    if take == "ours":
        return taking_ours(found, ours, mine)
    if take == "mine":
        names = tuple(conflict.field for conflict in found.conflicts)
        return replace(found, edited=(*found.edited, *names), conflicts=())
    return found


def _missing(ours: OurNotes, there: set[str]) -> tuple[str, ...]:
    """The notes that the learner lacks: of the default decks, and of every other package that was imported."""
    wanted = set(ours.default)
    for ids in ours.packages.values():
        if ids & there - ours.default:
            wanted |= ids
    return tuple(sorted(wanted - there, key=lambda id_: ours.notes[id_].position))


def _with_changes(pushes: list[NotePush]) -> Iterable[NotePush]:
    """The notes with how much changes in each, in the words of the release notes."""
    before, after = {}, {}
    for push in pushes:
        if push.merged.fields:
            note = push.ours.note
            fields = {name: push.mine.text.fields.get(name, text) for name, text in note.fields.items()}
            key = str(push.mine.number)
            before[key] = replace(note, fields=fields)
            after[key] = replace(note, fields={**fields, **push.merged.fields})
    found = compare("", Release("", {"": before}), Release("", {"": after}), None) if before else None
    changes = {change.id: change for change in found.changed} if found else {}
    for push in pushes:
        yield replace(push, change=changes.get(str(push.mine.number)))


def _moves(ledger: Ledger, push: NotePush) -> Iterable[Move]:
    """The moves of a note's cards, from decks that we gave the note; a deck of the learner's own is left alone."""
    ours = _deck_names(ledger, push.ours.package, ledger.notes.get(push.mine.id))
    by_deck: dict[str, list[int]] = {}
    for card in push.mine.cards:
        if card.deck != push.ours.deck and card.deck in ours:
            by_deck.setdefault(card.deck, []).append(card.id)
    return [Move(push.mine.id, tuple(cards), old, push.ours.deck) for old, cards in by_deck.items()]


def _deck_names(ledger: Ledger, package: str, entry: Entry | None) -> set[str]:
    packages = {package, entry.moved_from.rpartition("/")[0] if entry else package}
    decks = [deck for key, deck in ledger.decks.items() if key.rpartition("/")[0] in packages]
    return {name for deck in decks for name in (deck.name, deck.was) if name}


def pushed_after(push: NotePush, now: NoteText, before: Pushed | None, ledger: Ledger) -> Pushed:
    """The record of a note after a push; `now` is the note as Anki was read afterward.

    A field in conflict keeps its base, so that the conflict is listed until it is decided: once other fields are
    new, they would say that the edit was made in the new version.
    """
    from clfcards.anki.content import text_hash

    open_ = {conflict.field for conflict in push.merged.conflicts}
    fields = {each.field: each.base for each in push.merged.conflicts if each.field != TAGS}
    fields |= before.fields if before else {}
    for name, text in push.ours.text.fields.items():
        if name not in open_ and (name not in push.merged.fields or now.fields.get(name) == text):
            fields[name] = text_hash(text)
    entry = ledger.notes.get(push.mine.id)
    tags = before.tags if before else None
    if TAGS not in open_:
        tags = push.ours.note.tags
    return Pushed(fields, tags, len(entry.versions) if entry else 0)

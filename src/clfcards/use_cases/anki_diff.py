"""What a learner's collection has of an exam, compared with the sources. Nothing is written."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from clfcards.anki.collection_notes import notes_in
from clfcards.anki.connect import AnkiConnect
from clfcards.anki.merge_base import Pushed
from clfcards.anki.push_plan import PushPlan, push_plan
from clfcards.anki.pushed_notes import collection_key, pushed_path, read_pushed
from clfcards.errors import ClfcardsError
from clfcards.system.files import shown
from clfcards.use_cases.anki_push import PushRequest, prepare_push
from clfcards.use_cases.anki_sources import AnkiSources


@dataclass(frozen=True, slots=True)
class OutdatedNote:
    """A note with an older text of ours: which fields, and how much they matter."""

    note: str
    fields: tuple[str, ...]
    severity: str


@dataclass(frozen=True, slots=True)
class EditedNote:
    """A note with texts or tags of the learner's: which fields, and in which of them ours changed, too."""

    note: str
    fields: tuple[str, ...]
    conflicts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MovedNote:
    """A note with cards in another deck than ours: how many, and where. `is_own` says that it is the learner's."""

    note: str
    cards: int
    deck: str
    ours: str
    is_own: bool


@dataclass(frozen=True, slots=True)
class AnkiDiff:
    """The differences between a collection and the sources, by note id.

    `same` notes have none, but for a deck that the learner chose for them. The collection is that of the open
    `profile`, or that in a `file`; the other of the two is empty. `missing` are not in the collection, `duplicated` are
    there more than once. `unknown` fit no published version.
    """

    exam: str
    profile: str
    file: str
    same: int
    missing: tuple[str, ...]
    outdated: tuple[OutdatedNote, ...]
    edited: tuple[EditedNote, ...]
    unknown: tuple[str, ...]
    retired: tuple[str, ...]
    moved: tuple[MovedNote, ...]
    duplicated: tuple[str, ...]


def anki_diff(sources: AnkiSources, anki: AnkiConnect, data: Path, profile: str) -> AnkiDiff:
    """The differences of the running Anki's collection. Raises ClfcardsError as `prepare_push` does."""
    prepared = prepare_push(sources, anki, data, PushRequest(profile=profile))
    return diff_of(prepared.plan, sources.guide.code, profile=prepared.collection.profile)


def file_diff(sources: AnkiSources, path: Path, data: Path) -> AnkiDiff:
    """The differences of the collection in a file. Raises ClfcardsError if there is none, or it has none of our notes.

    What was pushed to a collection counts if the file is that collection itself; a package does not say from which
    one it is, and needs only what was published.
    """
    notes = notes_in(path, sources.notes.notes.keys() | sources.notes.ledger.notes.keys())
    plan = push_plan(sources.notes, notes, _pushed_to(path, pushed_path(data, sources.namespace)))
    if not plan.has_notes:
        raise ClfcardsError(f"'{shown(path)}' has no note of {sources.guide.exam.code}: choose another file, or exam")
    return diff_of(plan, sources.guide.code, file=shown(path))


def _pushed_to(path: Path, record: Path) -> Mapping[int, Pushed]:
    """What was pushed to the collection that is this file; its media folder is beside it, under the same name."""
    pushed = read_pushed(record)
    folders = (each.with_suffix(".media") for each in (path.absolute(), path.resolve()))
    return next((pushed[key] for key in map(collection_key, map(str, folders)) if key in pushed), {})


def diff_of(plan: PushPlan, exam: str, profile: str = "", file: str = "") -> AnkiDiff:
    """The differences that a push would find, and those that it leaves alone."""
    outdated = tuple(_outdated(plan))
    edited = tuple(_edited(plan))
    moved = tuple(_moved(plan))
    differing = {note.note for note in outdated} | {note.note for note in edited}
    differing |= {note.note for note in moved if not note.is_own}
    same = sum(push.mine.id not in differing for push in plan.pushes)
    return AnkiDiff(
        exam=exam,
        profile=profile,
        file=file,
        same=same,
        missing=plan.missing,
        outdated=outdated,
        edited=edited,
        unknown=tuple(note.id for note in plan.unknown),
        retired=tuple(note.id for note in plan.retired),
        moved=moved,
        duplicated=plan.duplicated,
    )


def _outdated(plan: PushPlan) -> Iterator[OutdatedNote]:
    for push in plan.changed:
        names = (*push.merged.fields, *(["tags"] if push.merged.tags is not None else []))
        yield OutdatedNote(push.mine.id, names, push.change.severity if push.change else "details")


def _edited(plan: PushPlan) -> Iterator[EditedNote]:
    for push in plan.pushes:
        conflicts = tuple(each.field for each in push.merged.conflicts)
        if push.merged.edited or conflicts:
            yield EditedNote(push.mine.id, (*push.merged.edited, *conflicts), conflicts)


def _moved(plan: PushPlan) -> Iterable[MovedNote]:
    ours = {card for move in plan.moves for card in move.cards}
    for push in plan.pushes:
        decks: dict[tuple[str, bool], int] = {}
        for card in push.mine.cards:
            if card.deck != push.ours.deck and not card.is_borrowed:
                key = card.deck, card.id not in ours
                decks[key] = decks.get(key, 0) + 1
        for (deck, is_own), cards in decks.items():
            yield MovedNote(push.mine.id, cards, deck, push.ours.deck, is_own)

"""The notes of our note types in a running Anki, read through AnkiConnect."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import PurePosixPath, PureWindowsPath

from clfcards.anki.connect import AnkiConnect, AnkiError
from clfcards.anki.learner_note import LearnerCard, LearnerNote
from clfcards.anki.merge import NoteText
from clfcards.anki.note_types import note_types
from clfcards.anki.pushed_notes import collection_key

_NAMES = "clfcards "  # how the names of our note types begin; Anki does not distinguish cases
_IDS = frozenset(note_type.id for note_type in note_types().values())
SEARCH = f'("note:{_NAMES}*" or {" or ".join(f"mid:{id_}" for id_ in sorted(_IDS))})'
"""Anki's search for the notes of our note types, whatever their names are now, and of copies that Anki made of them
("clfcards Fact+")."""

_NOTES = 500  # in one answer, so that it stays small


@dataclass(frozen=True, slots=True)
class RunningCollection:
    """The open profile's name, a key for its collection, and our notes in it with the names of all pictures."""

    profile: str
    key: str
    notes: tuple[LearnerNote, ...]
    pictures: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Field:
    value: str


@dataclass(frozen=True, slots=True)
class _Note:
    """A note, as `notesInfo` answers; one that was deleted meanwhile is empty."""

    noteId: int = 0  # noqa: N815  # the add-on's name
    fields: dict[str, _Field] = field(default_factory=dict)
    tags: tuple[str, ...] = ()
    cards: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class OpenInAnki:
    """The note in the editor of the Browser, and the card in review, whose note can be in an editor, too."""

    note: int | None
    card: int | None

    def has(self, note: LearnerNote) -> bool:
        return note.number == self.note or any(card.id == self.card for card in note.cards)


@dataclass(frozen=True, slots=True)
class _ShownCard:
    """The card in review, as `guiCurrentCard` answers."""

    cardId: int  # noqa: N815  # the add-on's name


def names_of_our_types(anki: AnkiConnect) -> list[str]:
    """The names of the note types whose notes the search finds."""
    every = anki.call(dict[str, int], "modelNamesAndIds")
    return [name for name, id_ in every.items() if id_ in _IDS or name.casefold().startswith(_NAMES)]


def open_in_anki(anki: AnkiConnect) -> OpenInAnki:
    """What an editor can have open. It would write its whole note back over what changes in the note meanwhile."""
    selected = anki.call(list[int], "guiSelectedNotes")
    shown = next(anki.call_each(_ShownCard, [("guiCurrentCard", {})]))
    return OpenInAnki(
        selected[0] if len(selected) == 1 else None,  # of many, none is in the editor
        None if isinstance(shown, AnkiError) else shown.cardId,  # it is an error if nothing is in review
    )


def read_collection(anki: AnkiConnect, code: str) -> RunningCollection:
    """Our notes in the open profile; `code` is the exam's, with which names of pictures begin. Writes nothing."""
    folder = anki.call(str, "getMediaDirPath")
    numbers = anki.call(list[int], "findNotes", query=SEARCH)
    notes = read_notes(anki, numbers)
    pictures = anki.call(list[str], "getMediaFilesNames", pattern=f"{code}-*")
    return RunningCollection(_profile(folder), collection_key(folder), notes, frozenset(pictures))


def read_notes(anki: AnkiConnect, numbers: Iterable[int]) -> tuple[LearnerNote, ...]:
    """The notes with these ids. Those that are no longer there are left out."""
    wanted = list(numbers)
    answers = [anki.call(list[_Note], "notesInfo", notes=some) for some in _chunks(wanted)]
    found = [note for answer in answers for note in answer if note.noteId]
    cards = [card for note in found for card in note.cards]
    by_deck = anki.call(dict[str, list[int]], "getDecks", cards=cards)
    decks = {card: deck for deck, some in by_deck.items() for card in some}
    suspended, borrowed = (
        set(anki.call(list[int], "findCards", query=f"{what} {SEARCH}")) if cards else set()
        for what in ("is:suspended", "deck:filtered")
    )
    return tuple(
        LearnerNote(
            note.noteId,
            NoteText({name: each.value for name, each in note.fields.items()}, note.tags),
            tuple(LearnerCard(c, decks.get(c, ""), c in suspended, c in borrowed) for c in note.cards),
        )
        for note in found
    )


def _chunks(numbers: list[int]) -> Iterator[list[int]]:
    rest = iter(numbers)
    while some := list(islice(rest, _NOTES)):
        yield some


def _profile(media_folder: str) -> str:
    """The name of the profile, which is the name of the folder around the media folder."""
    is_windows = "\\" in media_folder
    return (PureWindowsPath if is_windows else PurePosixPath)(media_folder).parent.name

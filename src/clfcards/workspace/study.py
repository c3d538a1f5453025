"""The deck as a learner studies it: the default packages' cards, and those of all other notes as spare ones."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from clfcards.compose.deck import compose
from clfcards.errors import ClfcardsError
from clfcards.model.bank import Bank, Fact, Question
from clfcards.model.card import card_keys
from clfcards.model.deck import DeckSettings
from clfcards.model.guide import Guide
from clfcards.model.study import StudyCard
from clfcards.render.tags import Tagger
from clfcards.workspace.cache import FileCache
from clfcards.workspace.lazy_notes import LazyNotes
from clfcards.workspace.load import Loaded, guide_and_settings, pictures, read_contents, understood
from clfcards.workspace.study_index import StudyIndex, read_index, write_index


@dataclass(frozen=True)
class StudyDeck:
    """`cards` are by key, in the order in which they are introduced; `notes` are all of the bank by id."""

    folder: Path
    guide: Guide
    settings: DeckSettings
    notes: Mapping[str, Fact | Question]
    cards: Mapping[str, StudyCard]
    pictures: Mapping[str, Path]
    files: Mapping[str, Path]

    @property
    def weights(self) -> dict[str, int]:
        return {domain.id: domain.weight for domain in self.guide.domains}


def study_deck(folder: Path, cache: FileCache | None = None) -> StudyDeck:
    """Reads an exam's folder for study. Items with mistakes are left out, as `clfcards check` shows them.

    With a `cache`, what was read and composed is remembered there, and a start from the same
    sources understands only the guide, the settings, and the files of the notes that are shown.
    Raises ClfcardsError where the guide or the settings cannot be read, or no deck can be made.
    """
    contents = read_contents(folder)
    guide, settings, _ = guide_and_settings(contents)
    if guide is None or settings is None:
        raise ClfcardsError("the guide or the deck's settings have mistakes: run 'clfcards check'")
    index = read_index(cache.folder, contents) if cache else None
    if index is None:
        loaded = understood(contents, cache)
        cards = {card.key: card for card in _cards(loaded, guide, settings)}
        index = StudyIndex(cards, _notes_of_files(loaded, guide))
        if cache:
            cache.save()
            write_index(cache.folder, contents, index)
    return StudyDeck(
        folder=folder,
        guide=guide,
        settings=settings,
        notes=LazyNotes(index.notes, contents.bank, cache),
        cards=index.cards,
        pictures=pictures(folder),
        files=contents.files,
    )


def _notes_of_files(loaded: Loaded, guide: Guide) -> dict[str, tuple[str, ...]]:
    """The ids by file. Where an id was given twice, which `clfcards check` tells, the last one counts."""
    file_of = {note.id: note.origin.path for note in loaded.bank if note.task in guide.tasks}
    files: dict[str, list[str]] = {}
    for id_, path in file_of.items():
        files.setdefault(path, []).append(id_)
    return {path: tuple(ids) for path, ids in files.items()}


def _cards(loaded: Loaded, guide: Guide, settings: DeckSettings) -> list[StudyCard]:
    bank = Bank(
        tuple(fact for fact in loaded.bank.facts if fact.task in guide.tasks),
        tuple(question for question in loaded.bank.questions if question.task in guide.tasks),
    )
    tagger = Tagger(guide)
    cards: list[StudyCard] = []
    taken: set[str] = set()
    for package in settings.packages:
        if package.default:
            notes = compose(guide, settings, bank, package).notes
            cards += [card for note in notes for card in _of(note, guide, tagger, spare=False)]
            taken.update(note.id for note in notes)
    for note in bank:
        if note.id not in taken:
            cards += _of(note, guide, tagger, spare=True)
    return cards


def _of(note: Fact | Question, guide: Guide, tagger: Tagger, *, spare: bool) -> list[StudyCard]:
    domain = guide.domain_of_task[note.task].id
    tags = tuple(tagger.tags(note))
    return [
        StudyCard(key, note.id, domain, note.task, note.kind, note.services, tags, spare) for key in card_keys(note)
    ]

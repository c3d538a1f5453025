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
from clfcards.workspace.load import BankCache, Loaded, load


@dataclass(frozen=True)
class StudyDeck:
    """`cards` stand in the order in which they are introduced; `notes` are all of the bank by id."""

    folder: Path
    guide: Guide
    settings: DeckSettings
    bank: Bank
    notes: Mapping[str, Fact | Question]
    cards: tuple[StudyCard, ...]
    pictures: Mapping[str, Path]
    files: Mapping[str, Path]

    @property
    def weights(self) -> dict[str, int]:
        return {domain.id: domain.weight for domain in self.guide.domains}


def study_deck(folder: Path, cache: BankCache | None = None) -> StudyDeck:
    """Reads an exam's folder for study. Items with mistakes are left out, as `clfcards check` shows them.

    Raises ClfcardsError where the guide or the settings cannot be read, or no deck can be made.
    """
    loaded = load(folder, cache)
    if loaded.guide is None or loaded.settings is None:
        raise ClfcardsError("the guide or the deck's settings have mistakes: run 'clfcards check'")
    return StudyDeck(
        folder=folder,
        guide=loaded.guide,
        settings=loaded.settings,
        bank=loaded.bank,
        notes={note.id: note for note in loaded.bank if note.task in loaded.guide.tasks},
        cards=tuple(_cards(loaded, loaded.guide, loaded.settings)),
        pictures=loaded.media,
        files=loaded.files,
    )


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

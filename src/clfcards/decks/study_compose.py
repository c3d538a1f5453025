"""Composes the deck for study from its sources: the cards of the default packages, and all others as spare cards."""

from clfcards.compose.deck import compose
from clfcards.decks.exam_forms import exam_forms
from clfcards.decks.load import Loaded
from clfcards.decks.study_index import StudyIndex
from clfcards.errors import ClfcardsError
from clfcards.model.bank import Bank, Fact, Question
from clfcards.model.card import card_keys
from clfcards.model.deck import DeckSettings
from clfcards.model.guide import Guide
from clfcards.model.study import Outline, StudyCard
from clfcards.next_step import NextStep
from clfcards.render.tags import Tagger


def compose_study(loaded: Loaded) -> StudyIndex:
    """The deck for study. Items with errors are left out; `clfcards check` reports them.

    Raises ClfcardsError if the guide or the settings have errors, or if no deck can be made.
    """
    guide, settings = loaded.guide, loaded.settings
    if guide is None or settings is None:
        raise ClfcardsError("guide.yaml or deck.yaml has errors", NextStep.run("check"))
    cards = {card.key: card for card in _cards(loaded, guide, settings)}
    forms = exam_forms(guide, settings.shares, loaded.bank)
    return StudyIndex(_outline(guide, settings), cards, _notes_of_files(loaded, guide), forms, not loaded.problems)


def _outline(guide: Guide, settings: DeckSettings) -> Outline:
    return Outline(
        code=guide.exam.code,
        name=guide.exam.name,
        namespace=settings.namespace,
        desired_retention=settings.desired_retention,
        weights={domain.id: domain.weight for domain in guide.domains},
        domains={domain.id: domain.title for domain in guide.domains},
        tasks={task.id: task.title for task in guide.tasks.values()},
        services=tuple(guide.services),
        language=guide.language,
        report_url=settings.report_url,
    )


def _notes_of_files(loaded: Loaded, guide: Guide) -> dict[str, tuple[str, ...]]:
    """The ids by file. If an id is used twice, which `clfcards check` reports, the last one counts."""
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
            cards += [card for note in notes for card in _cards_of(note, guide, tagger, spare=False)]
            taken.update(note.id for note in notes)
    for note in bank:
        if note.id not in taken:
            cards += _cards_of(note, guide, tagger, spare=True)
    return cards


def _cards_of(note: Fact | Question, guide: Guide, tagger: Tagger, *, spare: bool) -> list[StudyCard]:
    domain = guide.domain_of_task[note.task].id
    tags = tuple(tagger.tags(note))
    return [
        StudyCard(key, note.id, domain, note.task, note.kind, note.services, tags, spare) for key in card_keys(note)
    ]

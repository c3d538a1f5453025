"""An exam that can be built, and the decks that are made of it."""

from collections.abc import Mapping
from dataclasses import dataclass

from clfcards.anki.pictures import Picture
from clfcards.compose.deck import compose
from clfcards.compose.shortage import limiting_domain
from clfcards.decks.load import Loaded
from clfcards.errors import ClfcardsError, UsageError
from clfcards.model.bank import Bank
from clfcards.model.deck import Deck, DeckSettings
from clfcards.model.guide import Guide
from clfcards.use_cases.build_request import BuildRequest

_KINDS = {"facts": "a fact", "study": "a question of the pool 'study'", "exam": "a question of the pool 'exam'"}


@dataclass(frozen=True, slots=True)
class BuildableExam:
    """An exam that can be built, with the pictures of its notes."""

    loaded: Loaded
    guide: Guide
    settings: DeckSettings
    bank: Bank
    pictures: Mapping[str, Picture]


def decks_of(exam: BuildableExam, request: BuildRequest) -> tuple[tuple[Deck, ...], tuple[Deck, ...]]:
    """Every deck at its full size, and the requested decks at the requested size."""
    full = tuple(compose(exam.guide, exam.settings, exam.bank, package) for package in exam.settings.packages)
    wanted = tuple(deck for deck in full if request.every_package or deck.package.default)
    if not any(deck.notes for deck in wanted):
        raise ClfcardsError(f"there is no deck to build: {_why_empty(exam.guide, wanted[0])}")
    if request.size is None:
        return full, wanted
    return full, tuple(_resized(exam, deck, request.size) for deck in wanted)


def _why_empty(guide: Guide, deck: Deck) -> str:
    """Which domains leave the deck without a card, and what to add."""
    kinds = [_KINDS[holding] for holding in ("facts", "study", "exam") if holding in deck.package.holds]
    kind = " or ".join(kinds)
    empty = [domain for domain in deck.domains if not domain.cards + domain.reserve]
    if not empty:
        fewest = limiting_domain(deck.domains)
        title = next(domain.title for domain in deck.domains if domain.id == fewest)
        return f"no number of cards has the weights of all domains: add {kind} to domain {fewest} {title}"
    names = ", ".join(f"{domain.id} {domain.title}" for domain in empty)
    tasks = ", ".join(task.id for domain in guide.domains for task in domain.tasks if domain.id == empty[0].id)
    if len(empty) == 1:
        return f"domain {names} has no card in '{deck.package.file}': add {kind} to one of its tasks ({tasks})"
    return f"these domains have no card in '{deck.package.file}': {names}; add {kind} to each of them"


def _resized(exam: BuildableExam, full: Deck, size: int) -> Deck:
    """The deck of `size` cards. All its notes are in the full deck, which is the one in the ledger."""
    deck = compose(exam.guide, exam.settings, exam.bank, full.package, size)
    if size > full.cards:
        raise UsageError(
            f"a deck of {size} cards cannot keep the exam weights: the largest deck that can has {full.cards} cards"
        )
    return deck

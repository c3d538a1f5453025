"""Which decks of a running Anki are an exam's: those with our names, or the one that the learner made of them."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from clfcards.anki.connect import AnkiConnect
from clfcards.anki.running_cards import cards_in_deck
from clfcards.errors import ClfcardsError
from clfcards.use_cases.anki_push import PushRequest, prepare_push
from clfcards.use_cases.anki_sources import AnkiSources


def our_decks(sources: AnkiSources, anki: AnkiConnect, data: Path, names: Sequence[str]) -> tuple[str, ...]:
    """The exam's decks among the `names` of all decks in Anki.

    A deck that the learner renamed, or put into another one, is known by its cards: it has most of ours, and no
    others. Raises ClfcardsError if there is none.
    """
    decks = {our.deck for our in sources.notes.notes.values()}
    decks |= {deck.split("::")[0] for deck in decks if sources.settings.subdecks}
    return tuple(name for name in names if name in decks) or (_deck_of_our_cards(sources, anki, data),)


def _deck_of_our_cards(sources: AnkiSources, anki: AnkiConnect, data: Path) -> str:
    plan = prepare_push(sources, anki, data, PushRequest()).plan
    notes = (*(push.mine for push in plan.pushes), *plan.unknown, *plan.retired)
    counts = Counter(card.deck for note in notes for card in note.cards if not card.is_borrowed)
    deck, number = counts.most_common(1)[0] if counts else ("", 0)
    if not number or len(cards_in_deck(anki, deck)) != number:
        named = next(our.deck for our in sources.notes.notes.values())
        raise ClfcardsError(
            f"Anki has no deck '{named}' in this profile, and your cards of {sources.guide.exam.code} are in "
            f"'{deck}' with other cards: set the options of your deck in Anki"
        )
    return deck

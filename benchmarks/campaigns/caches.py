"""Damages what is kept between starts: the deck must be the one that the sources make, or the damage be noticed."""

from collections.abc import Iterator
from pathlib import Path
from random import Random

from tests.small_exam import full_exam

from benchmarks.campaigns.campaign import Campaign, Outcome, attempt
from benchmarks.campaigns.damage import OF_JSON, damaged
from clfcards.decks.load import load_cached
from clfcards.decks.read_bank import BANK
from clfcards.decks.readiness_terms import READINESS
from clfcards.decks.study import StudyDeck, study_deck
from clfcards.decks.study_index import INDEX


def attempts(folder: Path, dice: Random) -> Iterator[Outcome]:
    """One file of the cache damaged, then the deck read for study, and the bank for an exam."""
    exam, cache = full_exam(folder / "decks"), folder / "cache"
    true = _content(study_deck(exam)), load_cached(exam, folder / "other cache").bank
    while True:
        study_deck(exam, cache)  # writes what is missing
        path = cache / dice.choice((BANK, READINESS, INDEX))
        kind, after = damaged(path.read_bytes(), OF_JSON, dice)
        path.write_bytes(after)

        def read(kind: str = kind, path: Path = path) -> Outcome:
            found = _content(study_deck(exam, cache)), load_cached(exam, cache).bank
            return Outcome("noticed", "" if found == true else f"a wrong deck after {kind} in {path.name}")

        yield attempt(f"{kind} in {path.name}", read)


def _content(deck: StudyDeck) -> object:
    return tuple(deck.cards.values()), dict(deck.notes), deck.outline


CAMPAIGN = Campaign("damaged caches: 0 wrong decks", short=40, long=400, attempts=attempts)

"""What came of a build: what was written, or why nothing was."""

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from clfcards.anki.card_loss import CardLoss
from clfcards.anki.release_news import ReleaseNews
from clfcards.decks.load import Loaded
from clfcards.model.deck import Deck
from clfcards.model.ledger import Changes
from clfcards.use_cases.build_time import Evidence
from clfcards.use_cases.check import SourcesHaveErrors
from clfcards.use_cases.deck_sizes import DeckSize
from clfcards.use_cases.lost_ledger import LostNotes


@dataclass(frozen=True, slots=True)
class BuiltPackage:
    """A package that was written."""

    path: Path
    deck: Deck
    data: bytes


@dataclass(frozen=True, slots=True)
class Built:
    """The result of a build. `exam` is the exam's code.

    `updates` are the packages with corrections alone. `notes` is where the release notes belong, and `news` is what
    they say. `ahead` is the ledger's newest time if it is in the future, and `repaired` says that it was.
    """

    exam: str
    packages: tuple[BuiltPackage, ...]
    updates: tuple[BuiltPackage, ...]
    changes: Changes
    sizes: tuple[DeckSize, ...]
    notes: Path
    news: ReleaseNews
    loaded: Loaded
    ahead: dt.datetime | None = None
    repaired: bool = False


@dataclass(frozen=True, slots=True)
class FewerCards:
    """A tenth of the published cards of some packages would leave, and the request does not accept it."""

    losses: tuple[CardLoss, ...]
    sizes: tuple[DeckSize, ...]


@dataclass(frozen=True, slots=True)
class LedgerWouldChange:
    """The build is locked and would change the ledger."""

    ledger: Path
    changes: Changes


@dataclass(frozen=True, slots=True)
class LedgerAhead:
    """The ledger's newest time is in the future, so that later corrections would not reach learners."""

    ledger: Path
    newest: dt.datetime
    now: dt.datetime


@dataclass(frozen=True, slots=True)
class ClockDisagrees:
    """The build would record a time that is more than two days from the newest evidence of the time."""

    now: dt.datetime
    evidence: Evidence


NotBuilt = SourcesHaveErrors | LostNotes | LedgerAhead | FewerCards | LedgerWouldChange | ClockDisagrees

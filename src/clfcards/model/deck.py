"""The settings for an exam's decks, and a composed deck."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from clfcards.model.bank import Fact, Question
from clfcards.model.number import Number

Note = Fact | Question
Holding = Literal["facts", "study", "exam"]
Lack = Literal["reasons", "confirmed-task"]


@dataclass(frozen=True, slots=True)
class Package:
    """One `.apkg` to build: its file name, the name of its top-level deck in Anki, and what it contains.

    `default` packages are built even without `--all`.
    """

    file: str
    deck: str
    holds: tuple[Holding, ...]
    default: bool = False

    @property
    def name(self) -> str:
        """The file name without its extension."""
        return self.file.removesuffix(".apkg")

    def takes(self, note: Note) -> bool:
        return ("facts" if isinstance(note, Fact) else note.pool) in self.holds


@dataclass(frozen=True, slots=True)
class Limits:
    """The largest sizes that a build accepts, for one picture and for one package."""

    media_kilobytes: int = 200
    package_megabytes: int = 50


@dataclass(frozen=True, slots=True)
class Floor:
    """The minimum number of facts, and of practice exam questions, about something."""

    facts: int = 0
    questions: int = 0


@dataclass(frozen=True, slots=True)
class Floors:
    """The minimum coverage of the bank: for each service in scope, for each topic, and for single services by id.

    `core_fact_questions` is the minimum number of practice exam questions that test each fact of priority 1.
    """

    service: Floor = field(default_factory=Floor)
    topic: Floor = field(default_factory=Floor)
    services: Mapping[str, Floor] = field(default_factory=dict)
    core_fact_questions: int = 0


@dataclass(frozen=True, slots=True)
class DeckSettings:
    """Our own settings for an exam, in addition to what its guide says.

    `namespace` seeds every note's GUID and stays the same across guide versions. `shares` are the
    tasks' shares of their domain, which the guide does not give (1 unless set).
    `desired_retention` is the probability of recall to schedule for, in [0.70, 0.99].
    `subdecks` says whether each domain is a subdeck in Anki. `report_url` is the template of the addresses at which
    learners report a mistake (`model/report_address.py`), or empty. `license` and `homepage` are for the description
    of the deck in Anki, `reviewed` (who has checked the items) for its page; they may be empty.
    `rules` switches rules on or off by name: false if a rule does not suit this deck.
    `imports_may_lack` says what imported items may lack and still be used.
    """

    namespace: str
    packages: tuple[Package, ...]
    shares: Mapping[str, int]
    limits: Limits
    desired_retention: float
    subdecks: bool = False
    license: str = ""
    homepage: str = ""
    reviewed: str = ""
    floors: Floors = field(default_factory=Floors)
    report_url: str = ""
    rules: Mapping[str, bool] = field(default_factory=dict)
    imports_may_lack: tuple[Lack, ...] = ()


@dataclass(frozen=True, slots=True)
class DomainCount:
    """A domain's row in the build table, counted in cards. `reserve` cards did not fit the quota."""

    id: str
    title: str
    weight: Number
    quota: int
    cards: int
    reserve: int


@dataclass(frozen=True, slots=True)
class Deck:
    """A composed deck: its notes in the order in which they are introduced, and the notes held in reserve.

    `subdecks`, `license`, `homepage` and `reviewed` are those of the settings.
    """

    package: Package
    notes: tuple[Note, ...]
    reserve: tuple[Note, ...]
    domains: tuple[DomainCount, ...]
    subdecks: bool = False
    license: str = ""
    homepage: str = ""
    reviewed: str = ""

    @property
    def cards(self) -> int:
        return sum(domain.cards for domain in self.domains)
